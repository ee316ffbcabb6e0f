/** Loads from a file: CSV or Parquet with the columns `time,vm,load` and optionally `dirtyRate`; seconds, VM name,
 * fraction of the VM's vCPUs, bytes/s. Each value holds until the VM's next one; before its first one a VM asks for
 * nothing. */
import { readTable } from '../../base/input/table.ts';
import { type FileAccess, type Finding, file, quantity, type Site } from '../../base/kind.ts';
import { fixed } from '../../base/numbers.ts';
import type { WorkloadKind } from './contract.ts';
import { type LoadTable, LoadTableBuilder, SampledPhases } from './load-table.ts';

interface Parameters {
  readonly file: string;
  readonly workingSet: number;
  /** What `load` read from the file. */
  readonly table?: LoadTable;
}

export const trace: WorkloadKind<Omit<Parameters, 'table'>> = {
  name: 'trace',
  title: 'Loads from a CSV or Parquet file',
  source: 'wattshift',
  parameters: {
    file: file('CSV or Parquet with the columns time,vm,load and optionally dirtyRate'),
    workingSet: quantity('bytes', 'Distinct memory that a VM writes', { default: '128 MB' }),
  },
  load: async (parameters: Parameters, files): Promise<Parameters> => ({
    ...parameters,
    table: parameters.table ?? (await files.once(parameters.file, readLoads)),
  }),
  check: (parameters: Parameters, site) => (parameters.table ? compare(parameters.file, parameters.table, site) : []),
  create: (parameters: Parameters) => {
    const { table } = parameters;
    const rows = new Map(table?.vmNames.map((name, row) => [name, row]));
    return {
      workingSetBytes: parameters.workingSet,
      phases: ({ name }) => {
        const row = rows.get(name);
        return table && row !== undefined ? new SampledPhases(table, row) : [][Symbol.iterator]();
      },
    };
  },
};

const COLUMNS = { time: 'number', vm: 'text', load: 'number', dirtyRate: 'number?' } as const;

async function readLoads(name: string, files: FileAccess): Promise<LoadTable> {
  const table = new LoadTableBuilder();
  const hint = 'the first line names the columns: time,vm,load,dirtyRate';
  await readTable(await files.open(name), COLUMNS, hint, ({ time, vm, load, dirtyRate }, refuse) => {
    const beforeS = table.lastS(vm);
    if (time < 0) refuse(`time '${time}' is not a number of seconds`, 'a run begins at time 0');
    else if (!(load >= 0 && load <= 1))
      refuse(`load '${load}' is not a fraction from 0 to 1`, 'loads are fractions of the vCPUs, not percent');
    else if (dirtyRate !== undefined && dirtyRate < 0)
      refuse(`dirtyRate '${dirtyRate}' is not a number of bytes/s`, 'it must not be negative');
    else if (beforeS !== undefined && time <= beforeS)
      refuse(`time ${time} of ${vm} does not come after ${beforeS}`, 'sort the rows of each VM by time');
    else if (table.isFull) refuse('there are too many samples', 'leave out what is not needed');
    else table.add(vm, time, load, dirtyRate);
  });
  return table.build();
}

/** Whether the trace is one of these VMs, and of all this time. */
function compare(file: string, { vmNames, endS, longestStepS }: LoadTable, site: Site): readonly Finding[] {
  const known = new Set(site.vmNames);
  const traced = new Set(vmNames);
  const unknown = vmNames.filter((name) => !known.has(name));
  if (unknown.length > 0) return [`${file} has loads for ${few(unknown)}, and the experiment has no such VM`];
  const findings: Finding[] = [];
  const idle = site.vmNames.filter((name) => !traced.has(name));
  if (idle.length > 0) {
    findings.push({
      warning: `${file} has no loads for ${idle.length} of ${site.vmNames.length} VMs (${few(idle)}): they never ask for anything`,
    });
  }
  // whoever gives every VM one load means it for good
  if (longestStepS > 0 && endS + longestStepS < site.durationS) {
    findings.push({
      warning: `${file} ends at ${seconds(endS)}, and the run at ${seconds(site.durationS)}: each VM keeps its last load until then`,
    });
  }
  return findings;
}

const few = (names: readonly string[]) => `${names.slice(0, 3).join(', ')}${names.length > 3 ? ', ...' : ''}`;

const seconds = (timeS: number) => `${fixed(timeS, Number.isInteger(timeS) ? 0 : 3)} s`;
