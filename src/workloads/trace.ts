/** Loads from a file: CSV with the columns `time,vm,load` and optionally `dirtyRate`; seconds, VM name, fraction of the
 * VM's vCPUs, bytes/s. Each value holds until the VM's next one; before its first one a VM asks for nothing. */
import { createHash } from 'node:crypto';
import { readCsv } from '../input/csv.ts';
import { file, quantity } from '../kind.ts';
import { InputError, type Problem } from '../problem.ts';
import type { Phase, WorkloadKind } from './contract.ts';

interface Sample {
  readonly timeS: number;
  readonly load: number;
  readonly dirtyRate: number;
}

interface Parameters {
  readonly file: string;
  readonly workingSet: number;
  /** What `load` read from the file: its SHA-256, and the samples of each VM in order of time. */
  readonly trace?: { readonly hash: string; readonly samples: Readonly<Record<string, readonly Sample[]>> };
}

export const trace: WorkloadKind<Omit<Parameters, 'trace'>> = {
  name: 'trace',
  title: 'Loads from a CSV file',
  source: 'wattshift',
  parameters: {
    file: file('CSV with the columns time,vm,load and optionally dirtyRate'),
    workingSet: quantity('bytes', 'Distinct memory that a VM writes', { default: '128 MB' }),
  },
  load: (parameters, files): Parameters => {
    const { path, text } = files.read(parameters.file);
    return {
      ...parameters,
      trace: { hash: createHash('sha256').update(text).digest('hex'), samples: readSamples(path, text) },
    };
  },
  check: (parameters: Parameters, { vmNames }) => {
    const known = new Set(vmNames);
    const unknown = Object.keys(parameters.trace?.samples ?? {}).filter((name) => !known.has(name));
    if (unknown.length === 0) return [];
    return [`${parameters.file} has loads for ${unknown.slice(0, 3).join(', ')}, and the experiment has no such VM`];
  },
  create: (parameters: Parameters) => ({
    workingSetBytes: parameters.workingSet,
    phases: (vm) => phases(parameters.trace?.samples[vm.name] ?? []),
  }),
};

function* phases(samples: readonly Sample[]): Generator<Phase, void> {
  const first = samples[0]?.timeS ?? Number.POSITIVE_INFINITY;
  if (first > 0) yield { durationS: first, load: 0, dirtyRate: 0 };
  for (const [index, { timeS, load, dirtyRate }] of samples.entries()) {
    const end = samples[index + 1]?.timeS ?? Number.POSITIVE_INFINITY;
    yield { durationS: end - timeS, load, dirtyRate };
  }
}

function readSamples(path: string, text: string): Record<string, Sample[]> {
  const problems: Problem[] = [];
  const problem = (line: number, what: string, hint = '') => problems.push({ file: path, line, column: 1, what, hint });
  const samples: Record<string, Sample[]> = {};
  const rows = readCsv(path, text, ['time', 'vm', 'load'], 'the first line names the columns: time,vm,load,dirtyRate');
  for (const { record, line } of rows) {
    if (problems.length >= 20) break; // one wrong column is wrong in every line
    const [timeS, load, dirtyRate] = [record.time, record.load, record.dirtyRate ?? '0'].map(Number) as [
      number,
      number,
      number,
    ];
    const vm = record.vm ?? '';
    if (!(timeS >= 0 && timeS < Number.POSITIVE_INFINITY))
      problem(line, `time '${record.time}' is not a number of seconds`);
    else if (!(load >= 0 && load <= 1))
      problem(
        line,
        `load '${record.load}' is not a fraction from 0 to 1`,
        'loads are fractions of the vCPUs, not percent',
      );
    else if (!(dirtyRate >= 0 && dirtyRate < Number.POSITIVE_INFINITY))
      problem(line, `dirtyRate '${record.dirtyRate}' is not a number of bytes/s`);
    else {
      samples[vm] ??= [];
      const before = samples[vm].at(-1)?.timeS ?? -1;
      if (timeS <= before)
        problem(line, `time ${timeS} of ${vm} does not come after ${before}`, 'sort the rows of each VM by time');
      samples[vm].push({ timeS, load, dirtyRate });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return samples;
}
