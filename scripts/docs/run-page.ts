/** Runs a page: writes the files that it shows, runs the commands that it shows, in order, in one folder. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Block, joinPage, root, splitPage } from './pages.ts';

export interface PageRun {
  /** The page with the outputs as they came out. */
  readonly text: string;
  /** Commands that ended otherwise than the page says. */
  readonly failures: readonly string[];
}

/** A block ```` ```yaml file=my.yaml ```` becomes a file. In a `console` block, a line `$ command` is run with its
 * output below it, if any is shown; `exit=2` at its head says how it ends. */
export function runPage(page: string, folder: string): PageRun {
  const failures: string[] = [];
  const parts = splitPage(page).map((part) => {
    if (typeof part === 'string') return part;
    if (part.options.file) writeShown(join(folder, part.options.file), part.lines);
    return part.language === 'console' ? runBlock(part, folder, failures) : part;
  });
  return { text: joinPage(parts), failures };
}

function writeShown(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join('\n')}\n`);
}

function runBlock(block: Block, folder: string, failures: string[]): Block {
  const expected = Number(block.options.exit ?? 0);
  const lines = splitCommands(block.lines).flatMap(({ command, shown }) => {
    const { status, output } = run(command, folder);
    if (status !== expected) failures.push(`$ ${command}\nended with ${status} instead of ${expected}\n${output}`);
    return [`$ ${command}`, ...(shown.length > 0 ? output.trimEnd().split('\n') : [])];
  });
  return { ...block, lines };
}

function splitCommands(lines: readonly string[]): readonly { readonly command: string; readonly shown: string[] }[] {
  const commands: { readonly command: string; readonly shown: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), shown: [] });
    else if (commands.length === 0) throw new Error(`a console block begins with '$ ', not with: ${line}`);
    else commands.at(-1)?.shown.push(line);
  }
  return commands;
}

function run(command: string, cwd: string): { readonly status: number | null; readonly output: string } {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: '1' };
  const { status, stdout } = spawnSync('sh', ['-c', `{ ${standIn(command)}\n} 2>&1`], { cwd, env, encoding: 'utf8' });
  return { status, output: stdout.replaceAll(/[ \t]+$/gm, '') };
}

/** What is run instead of npx, which is slow and says what this machine's npm has to say, of commands that set the clone
 * up, and of those that run the tests which run this page. */
function standIn(command: string): string {
  if (command.startsWith('npx wattshift')) return command.replace('npx wattshift', 'node dist/cli.js');
  const script = /^npm (?:run )?(\w+)$/.exec(command)?.[1];
  if (!script) return command;
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const steps = scripts[script]?.split(' && ');
  if (!steps) throw new Error(`package.json has no script '${script}'`);
  return script === 'start' ? steps.filter((step) => !step.includes('setup.mjs')).join(' && ') : ':';
}
