import { readTable } from '../../base/input/table.ts';
import type { InputFile } from '../../base/kind.ts';
import type { Steps } from './steps.ts';

/** Steps from a table with the columns `time,value`: seconds from the start of the run, in order; the first time is 0.
 * Throws InputError. */
export async function readSteps(file: InputFile, { negative }: { readonly negative: boolean }): Promise<Steps> {
  const timesS: number[] = [];
  const values: number[] = [];
  const hint = 'the first line names the columns: time,value';
  await readTable(file, { time: 'number', value: 'number' }, hint, ({ time, value }, refuse) => {
    const beforeS = timesS.at(-1);
    if (beforeS === undefined && time !== 0)
      refuse(`the first time is ${time}`, 'the run begins at time 0: say what holds from there on');
    else if (beforeS !== undefined && time <= beforeS)
      refuse(`time ${time} does not come after ${beforeS}`, 'sort the rows by time');
    else if (value < 0 && !negative) refuse(`value '${value}' is negative`);
    timesS.push(time);
    values.push(value);
  });
  return { timesS, values };
}
