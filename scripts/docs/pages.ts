/** The pages of the documentation, and the fenced blocks in them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Paths below the root, the README first. */
export function listPages(): readonly string[] {
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.sort().map((name) => `docs/${name}`), 'wasm/README.md'];
}

/** A fenced block: its opening line says what it is, as in ```` ```yaml file=my.yaml ````. */
export interface Block {
  readonly language: string;
  readonly options: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

/** A page as a list of lines of prose and blocks, in order. */
export function splitPage(text: string): readonly (string | Block)[] {
  const parts: (string | Block)[] = [];
  let open:
    | { readonly language: string; readonly options: Record<string, string>; readonly lines: string[] }
    | undefined;
  for (const line of text.split('\n')) {
    const fence = /^```(\S*)(.*)$/.exec(line);
    if (open && line === '```') {
      parts.push(open);
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (fence) open = { language: fence[1] ?? '', options: readOptions(fence[2] ?? ''), lines: [] };
    else parts.push(line);
  }
  if (open) throw new Error(`a fenced block is not closed: ${open.lines[0]}`);
  return parts;
}

export function joinPage(parts: readonly (string | Block)[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : printBlock(part))).join('\n');
}

function printBlock({ language, options, lines }: Block): string {
  const info = [language, ...Object.entries(options).map(([key, value]) => `${key}=${value}`)].join(' ');
  return [`\`\`\`${info}`, ...lines, '```'].join('\n');
}

const readOptions = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/(\w+)=(\S+)/g)].map(([, key, value]) => [key as string, value as string]));
