import { readCsv } from '../input/csv.ts';
import { InputError, type Problem } from '../problem.ts';
import type { Steps } from './steps.ts';

/** Steps from CSV with the columns `time,value`: seconds from the start of the run, in order; the first time is 0. */
export function readSteps(path: string, text: string, { negative }: { readonly negative: boolean }): Steps {
  const problems: Problem[] = [];
  const timesS: number[] = [];
  const values: number[] = [];
  for (const { record, line } of readCsv(
    path,
    text,
    ['time', 'value'],
    'the first line names the columns: time,value',
  )) {
    const problem = (what: string, hint = '') => problems.push({ file: path, line, column: 1, what, hint });
    const [timeS, value] = [Number(record.time), Number(record.value)];
    if (record.time === '' || !Number.isFinite(timeS)) problem(`time '${record.time}' is not a number of seconds`);
    else if (timesS.length === 0 && timeS !== 0)
      problem(`the first time is ${timeS}`, 'the run begins at time 0: say what holds from there on');
    else if (timesS.length > 0 && timeS <= (timesS.at(-1) as number))
      problem(`time ${timeS} does not come after ${timesS.at(-1)}`, 'sort the rows by time');
    else if (record.value === '' || !Number.isFinite(value)) problem(`value '${record.value}' is not a number`);
    else if (value < 0 && !negative) problem(`value '${record.value}' is negative`);
    timesS.push(timeS);
    values.push(value);
    if (problems.length >= 20) break;
  }
  if (problems.length > 0) throw new InputError(problems);
  return { timesS, values };
}
