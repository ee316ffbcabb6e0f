/** From what a user names, an experiment file or finished results, to a result. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { demandText } from '../base/argument.ts';
import { InputError } from '../base/problem.ts';
import { readResult } from '../results/read-result.ts';
import type { Result } from '../results/result.ts';
import type { Failure } from './job.ts';
import { type RunFileOptions, runFile } from './run-experiment-file.ts';

/** How `measure` runs an experiment file; they do not go with finished results. */
export type MeasureOptions = RunFileOptions;

/** A result, and what is known of the runs behind it. */
export interface Measurement {
  /** The cells of which every run is there. */
  readonly result: Result;
  /** Where the runs are. */
  readonly out: string;
  /** Runs that are finished. */
  readonly completed: number;
  /** All runs of the experiment. */
  readonly total: number;
  /** True if the signal came before the last run had ended. */
  readonly interrupted: boolean;
  /** Runs that failed. */
  readonly failures: readonly Failure[];
}

/** Runs an experiment file, keeping what is finished already, or reads a results folder or its `result.json`. Throws
 * InputError when the path is neither, OutputError where the results cannot be written, TypeError when the path is no
 * text. */
export async function measure(path: string, options: MeasureOptions = {}): Promise<Measurement> {
  demandText('measure', 'the path of an experiment file or of results', path);
  if (await holdsResults(path)) return readMeasurement(path, options);
  const { unwritten, ...measurement } = await runFile(path, options);
  if (unwritten) throw unwritten;
  return measurement;
}

async function readMeasurement(path: string, { seeds, out, jobs }: MeasureOptions): Promise<Measurement> {
  if (seeds !== undefined || out !== undefined || jobs !== undefined) {
    const [what, hint] = [
      'these are finished results: nothing is run',
      'seeds, out and jobs go with an experiment file',
    ];
    throw new InputError([{ file: path, line: 0, column: 0, what, hint }]);
  }
  const result = await readResult(path);
  const total = result.cells.reduce((sum, cell) => sum + cell.seeds.length, 0);
  const folder = (await isFolder(path)) ? path : dirname(path);
  return { result, out: folder, completed: total, total, interrupted: false, failures: [] };
}

/** A folder, a `result.json`, or a copy of one under another name: an experiment may be written in JSON, too. */
async function holdsResults(path: string): Promise<boolean> {
  if (basename(path) === 'result.json' || (await isFolder(path))) return true;
  if (extname(path) !== '.json' || !(await isRegular(path))) return false;
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof content === 'object' && content !== null && 'experiment' in content && 'cells' in content;
  } catch {
    return false; // whoever reads it as an experiment says what is wrong with it
  }
}

const isRegular = async (path: string) => (await stat(path).catch(() => undefined))?.isFile() === true;
const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() === true;
