/** Profile files: one `time value` pair a line, seconds ascending, with `#` comments and SimGrid's instructions. */

export interface ProfileFault {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly hint: string;
}

const FORM = "a line is 'time value', such as '60 0.5', times ascending";
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** At most this many faults of one file: the hundredth says no more than the tenth. */
const ENOUGH = 20;

/** What SimGrid would stop at, or silently misread. Profiles with random times are left to SimGrid. `least` is the
 * smallest value that makes sense: a host or link whose state is -1 is off, a speed or bandwidth cannot be negative. */
export function profileFaults(text: string, least = 0): readonly ProfileFault[] {
  const faults: ProfileFault[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let pairs = 0;
  for (const [i, raw] of text.split('\n').entries()) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#') || content.startsWith('%')) continue;
    if (/^STOCHASTIC\b/.test(content)) return faults;
    const column = raw.search(/\S/) + 1;
    const fault = (what: string, hint: string, at = column) =>
      void faults.push({ line: i + 1, column: at, what, hint });
    const loop = /^(PERIODICITY|LOOPAFTER)\s+(\S+)$/.exec(content);
    if (loop) {
      if (!isNumber(loop[2], 0)) fault(`'${loop[2]}' is no time`, `${loop[1]} takes seconds`);
      continue;
    }
    const [time = '', value = '', ...rest] = content.split(/\s+/);
    const valueColumn = raw.indexOf(value, column - 1 + time.length) + 1;
    if (value === '' || rest.length > 0) fault(`'${content.slice(0, 60)}' is no pair`, FORM);
    else if (!isNumber(time, 0)) fault(`'${time}' is no time`, FORM);
    else if (!isNumber(value, least)) fault(`'${value}' is no value`, FORM, valueColumn);
    else if (Number(time) < last) fault(`time ${time} comes after time ${last}`, 'sort the lines by time');
    else last = Number(time);
    pairs++;
    if (faults.length >= ENOUGH) return faults;
  }
  if (pairs === 0) faults.push({ line: 0, column: 0, what: 'the profile has no line', hint: FORM });
  return faults;
}

const isNumber = (text: string | undefined, least: number) =>
  text !== undefined && NUMBER.test(text) && Number(text) >= least && Number.isFinite(Number(text));
