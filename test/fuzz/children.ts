/** Processes that try cases, each with a limit of time and memory: a case that hangs or swells is a finding. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FuzzCase, finding, type Verdict } from './case.ts';
import type { FromChild } from './child.ts';

const HEAP_MIB = 1024;
const MOST_MEMORY_MIB = 1800;
const LOOK_EVERY_MS = 200;

/** Seconds for a case that is read, and for one that runs; a user's code may take 5 s without an answer. */
const READING_S = 8;
const RUNNING_S = 25;

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
      let usedS = 0;
      const done = (verdict: Verdict) => {
        clearInterval(watch);
        child.removeAllListeners();
        child.stderr?.removeAllListeners('data');
        resolve(verdict);
      };
      const watch = setInterval(() => {
        usedS = cpuSeconds(child) - startS;
        if (residentMiB(child) > MOST_MEMORY_MIB) done(finding('too much memory', `over ${MOST_MEMORY_MIB} MiB`));
        else if (waited() > (running ? RUNNING_S : READING_S)) {
          done(
            running && fuzzCase.class !== 'plugin'
              ? { kind: 'long' }
              : finding('takes too long', `${usedS.toFixed(1)} s of CPU`),
          );
        }
      }, LOOK_EVERY_MS);
      const startS = cpuSeconds(child);
      const since = performance.now();
      // on a busy machine time passes faster than work; nobody waits for ever, though
      const waited = () => Math.max(usedS, (performance.now() - since) / 1000 / 3);
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

/** From /proc; 0 where there is none, and then only the clock counts. */
function cpuSeconds({ pid }: ChildProcess): number {
  const fields = procFile(pid, 'stat')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
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
