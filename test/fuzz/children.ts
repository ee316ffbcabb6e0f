/** Processes that try cases, each with a limit of time and memory: a case that hangs or swells is a finding. */
import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FuzzCase, finding, type Verdict } from './case.ts';
import type { FromChild } from './child.ts';

const HEAP_MIB = 1024;
const MOST_MEMORY_MIB = 1800;
const LOOK_EVERY_MS = 200;

/** Seconds of CPU for a case that is read, and for one that runs; of the clock for one that does nothing. A user's code
 * may take 5 s without an answer. On a busy machine the clock says nothing about work. */
const READING_S = 8;
const RUNNING_S = 25;
const IDLE_S = 16;

export class Child {
  #process: ChildProcess | undefined;

  async try(fuzzCase: FuzzCase): Promise<Verdict> {
    this.#process ??= await started();
    const child = this.#process;
    const verdict = await this.#verdict(child, fuzzCase);
    // what it may have left behind, pending promises and changed globals, is not for the next one
    if (verdict.kind === 'finding' || verdict.kind === 'long' || fuzzCase.class === 'plugin') this.stop();
    return verdict;
  }

  stop(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }

  #verdict(child: ChildProcess, fuzzCase: FuzzCase): Promise<Verdict> {
    return new Promise((resolve) => {
      let running = false;
      let stderr = '';
      let idleS = 0;
      const startS = cpuSeconds(child);
      const done = (verdict: Verdict) => {
        clearInterval(watch);
        child.removeAllListeners();
        child.stderr?.removeAllListeners('data');
        resolve(verdict);
      };
      const watch = setInterval(() => {
        if (isIdle(child)) idleS += LOOK_EVERY_MS / 1000;
        const usedS = cpuSeconds(child) - startS;
        const long = usedS > (running ? RUNNING_S : READING_S) || idleS > IDLE_S;
        if (residentMiB(child) > MOST_MEMORY_MIB) done(finding('too much memory', `over ${MOST_MEMORY_MIB} MiB`));
        else if (long && running && fuzzCase.class !== 'plugin') done({ kind: 'long' });
        else if (long)
          done(finding('takes too long', `${usedS.toFixed(1)} s of CPU, ${idleS.toFixed(1)} s of waiting`));
      }, LOOK_EVERY_MS);
      child.stderr?.on('data', (text: Buffer) => {
        stderr += text.toString();
      });
      child.on('message', (message: FromChild) => {
        if (message.kind === 'running') running = true;
        if (message.kind === 'verdict') done(message.verdict);
      });
      child.on('exit', (code, signal) => {
        this.#process = undefined;
        const what = code === 134 || signal === 'SIGABRT' ? 'out of memory' : `the process ended (${code ?? signal})`;
        done(finding(what, stderr.slice(0, 2000)));
      });
      child.send(fuzzCase);
    });
  }
}

/** By its whole path: cases are tried in other folders. */
const TYPESCRIPT = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

async function started(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    execArgv: ['--import', TYPESCRIPT, `--max-old-space-size=${HEAP_MIB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`a child did not start: ${code}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

/** From /proc; 0 where there is none, as on other systems than Linux. */
function cpuSeconds({ pid }: ChildProcess): number {
  const fields = procFile(pid, 'stat')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

/** None of its threads has anything to do. False where /proc tells nothing. */
function isIdle({ pid }: ChildProcess): boolean {
  const states = threadsOf(pid).map((thread) => /\) (\w)/.exec(procFile(pid, `task/${thread}/stat`))?.[1]);
  return states.length > 0 && states.every((state) => state === 'S');
}

function threadsOf(pid: number | undefined): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function residentMiB({ pid }: ChildProcess): number {
  return (Number(procFile(pid, 'statm').split(' ')[1] ?? 0) * 4096) / 2 ** 20;
}

function procFile(pid: number | undefined, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
