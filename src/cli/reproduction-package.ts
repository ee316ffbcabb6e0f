/** The package wattshift-reproduction, which lies beside this one in a clone and is not published with it. */
import { InputError } from '../base/problem.ts';
import type { Table } from '../report/table/table.ts';
import type { Failure } from '../sweep/job.ts';
import type { Watching } from './measured.ts';

/** What `wattshift reproduce` asks of it. */
export interface ReproductionPackage<Report = unknown> {
  /** Throws InputError for a name that is none. */
  reproduce(names: readonly string[], options: ReproduceOptions): Promise<Reproduction<Report>>;
  tables(report: Report): readonly ItemTable[];
  /** Returns the files written, the document first. */
  writeReport(report: Report, file: string): Promise<readonly string[]>;
}

interface ReproduceOptions extends Watching {
  readonly out: string;
  readonly seeds: number | undefined;
  readonly jobs: number | undefined;
}

interface Reproduction<Report> {
  /** Undefined after an interruption or a failure. */
  readonly report: Report | undefined;
  readonly interrupted: boolean;
  readonly failures: readonly Failure[];
}

interface ItemTable {
  readonly title: string;
  readonly where: string;
  readonly table: Table;
}

// as a string, for which nobody looks before it is imported
const NAME: string = 'wattshift-reproduction';

/** Throws InputError where it is not installed. */
export async function loadReproduction(): Promise<ReproductionPackage> {
  try {
    return (await import(NAME)) as ReproductionPackage;
  } catch (error) {
    // a package that is there and broken is something else
    if (!isMissing(error)) throw error;
    const what = `the printed figures are in the package ${NAME}, which is not installed`;
    const hint = 'it comes with a clone of https://github.com/wattshift/wattshift: npm start there';
    throw new InputError([{ file: 'reproduce', line: 0, column: 0, what, hint }]);
  }
}

function isMissing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' && message.startsWith(`Cannot find package '${NAME}'`);
}
