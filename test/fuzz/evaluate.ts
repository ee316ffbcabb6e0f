/** Tries one case in this process: calls the command in the case's folder, and holds what comes of it to the rules. */
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { CommanderError } from 'commander';
import { InputError, SimulationError } from '../../src/base/problem.ts';
import { exitCodeOf, printError } from '../../src/cli/errors.ts';
import { createProgram } from '../../src/cli/program.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { readResult } from '../../src/results/read-result.ts';
import { readRun } from '../../src/results/read-run.ts';
import { runScenario } from '../../src/simulation/run.ts';
import { contents } from '../support/contents.ts';
import { type Finding, type FuzzCase, finding, type Verdict } from './case.ts';
import { type Ended, faultOfMessage, faultOfProblems } from './message.ts';
import { brokenRules } from './rules.ts';

/** Larger ones are read, and not run. */
const LONGEST_S = 3600;
const MOST_VMS = 1000;
const MOST_CELLS = 2;

const KINDS = { 0: 'ok', 1: 'different', 2: 'refused', 3: 'failed' } as const;

/** `running` is told before a simulation begins: it may take longer than reading may. */
export async function evaluate(fuzzCase: FuzzCase, running: () => void): Promise<Verdict> {
  const { args, files } = fuzzCase;
  const command = args[0];
  if (command === 'run') running();
  const { ended, problems } = await call(args);
  const input = `${args.join('\n')}\n${Object.values(files)
    .filter((content) => typeof content === 'string')
    .join('\n')}`;
  const fault = faultOfMessage(ended, input) ?? faultOfProblems(problems);
  if (fault) return fault;
  if (ended.code === 1 && command !== 'check') return finding('exit 1 is for check alone', ended.stderr);
  if (ended.code === 0 && command === 'validate' && args.includes('experiment.yaml'))
    return runValid(fuzzCase, running);
  if (ended.code === 0 && command === 'run' && fuzzCase.class === 'plugin' && existsSync('out/result.json')) {
    const broken = await rulesOfResults();
    if (broken) return broken;
  }
  if (ended.code === 0 && command === 'run' && fuzzCase.class === 'result') {
    await call(['run', 'experiment.yaml', '--out', 'anew', '--jobs', '1']);
    if (!isDeepStrictEqual(contents('out'), contents('anew'))) return finding('a run that goes on gives other bytes');
  }
  if (args.includes('--markdown') && /<\w+ /.test(ended.stdout)) return finding('HTML in Markdown', ended.stdout);
  return { kind: KINDS[ended.code as keyof typeof KINDS] };
}

/** As the command does it, but with what it prints caught, and without its end. */
async function call(args: readonly string[]): Promise<{ ended: Ended; problems: InputError['problems'] }> {
  const printed = { stdout: '', stderr: '' };
  const { write: toStdout } = process.stdout;
  const { write: toStderr } = process.stderr;
  const caught = (name: keyof typeof printed) => (text: string | Uint8Array) => {
    printed[name] += typeof text === 'string' ? text : new TextDecoder().decode(text);
    return true;
  };
  process.stdout.write = caught('stdout') as typeof toStdout;
  process.stderr.write = caught('stderr') as typeof toStderr;
  let code = 0;
  let problems: InputError['problems'] = [];
  try {
    await createProgram((exitCode) => {
      code = exitCode;
    }).parseAsync([...args], { from: 'user' });
  } catch (error) {
    code = exitCodeOf(error);
    if (error instanceof InputError) ({ problems } = error);
    if (!(error instanceof CommanderError)) printError(error, { debug: false });
  } finally {
    process.stdout.write = toStdout;
    process.stderr.write = toStderr;
  }
  return { ended: { code, ...printed }, problems };
}

/** What validates runs, and keeps the rules. */
async function runValid(fuzzCase: FuzzCase, running: () => void): Promise<Verdict> {
  const experiment = await loadExperiment('experiment.yaml');
  for (const { scenario } of experiment.cells.slice(0, MOST_CELLS)) {
    if (scenario.vms.reduce((sum, { count }) => sum + count, 0) > MOST_VMS) continue;
    const durationS = Math.min(scenario.durationS, LONGEST_S);
    const seed = experiment.seeds[0] ?? 0;
    running();
    const run = await runScenario({ ...scenario, durationS }, seed).catch((error: unknown) => error);
    if (run instanceof SimulationError) {
      const code = exitCodeOf(run);
      const fault = faultOfMessage({ code, stdout: '', stderr: `the simulation failed: ${run.message}` }, '');
      return fault ?? { kind: 'failed' };
    }
    if (run instanceof Error) return finding(`a valid experiment ends in ${run.name}`, run.stack ?? run.message);
    const output = run as Awaited<ReturnType<typeof runScenario>>;
    const broken = faultOfRules(brokenRules(output, { durationS, own: false }));
    if (broken) return broken;
    if (fuzzCase.class === 'trace' && !isDeepStrictEqual(output, await runScenario({ ...scenario, durationS }, seed)))
      return finding('the same run gives something else');
  }
  return { kind: 'ok' };
}

async function rulesOfResults(): Promise<Finding | undefined> {
  const { durationS } = (await loadExperiment('experiment.yaml')).cells[0]?.scenario ?? { durationS: 0 };
  const { cells } = await readResult('out');
  for (const { id, seeds } of cells) {
    for (const seed of seeds) {
      const broken = faultOfRules(brokenRules(await readRun('out', id, seed), { durationS, own: true }));
      if (broken) return broken;
    }
  }
  return undefined;
}

const faultOfRules = ([first, ...more]: readonly string[]) =>
  first === undefined ? undefined : finding(`broken: ${first}`, more.join('\n'));
