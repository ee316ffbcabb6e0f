/** Profile files: one `time value` pair a line, seconds ascending, with `#` comments and SimGrid's instructions. */
import { quote } from '../base/input/quote.ts';
import { parseDecimal } from '../base/units.ts';

export interface ProfileFault {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly hint: string;
}

const FORM = "a line is 'time value', such as '60 0.5', times ascending";
const LOOP = /^(PERIODICITY|LOOPAFTER)\s+(\S+)$/;

/** At most this many faults of one file: the hundredth says no more than the tenth. */
const ENOUGH = 20;

/** What SimGrid would stop at, or silently misread. Of profiles with random times only the delays are looked at.
 * `least` is the smallest value that makes sense: a host or link whose state is -1 is off, a speed cannot be negative. */
export function profileFaults(text: string, least = 0): readonly ProfileFault[] {
  const faults: ProfileFault[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let pairs = 0;
  for (const [i, raw] of text.split('\n').entries()) {
    const content = raw.trim();
    if (isEmpty(content)) continue;
    if (isStochastic(content)) return loopsInNoTime(text) ? [...faults, NO_TIME] : faults;
    const column = raw.search(/\S/) + 1;
    const fault = (what: string, hint: string, at = column) =>
      void faults.push({ line: i + 1, column: at, what, hint });
    const loop = LOOP.exec(content);
    if (loop) {
      if (!isNumber(loop[2], 0)) fault(`${quote(String(loop[2]))} is no time`, `${loop[1]} takes seconds`);
      continue;
    }
    const [time = '', value = '', ...rest] = content.split(/\s+/, 3);
    const valueColumn = raw.indexOf(value, column - 1 + time.length) + 1;
    if (value === '' || rest.length > 0) fault(`${quote(content)} is no pair`, FORM);
    else if (!isNumber(time, 0)) fault(`${quote(time)} is no time`, FORM);
    else if (!isNumber(value, least))
      fault(`${quote(value)} is no value`, least > 0 ? `a number from ${least} on` : FORM, valueColumn);
    else if (Number(time) < last) fault(`time ${time} comes after time ${last}`, 'sort the lines by time');
    else last = Number(time);
    pairs++;
    if (faults.length >= ENOUGH) return faults;
  }
  if (pairs === 0) faults.push({ line: 0, column: 0, what: 'the profile has no line', hint: FORM });
  else if (faults.length === 0 && loopsInNoTime(text)) faults.push(NO_TIME);
  return faults;
}

const NO_TIME: ProfileFault = {
  line: 0,
  column: 0,
  what: 'the profile repeats itself in no time',
  hint: 'time would never go on: let its lines, or PERIODICITY or LOOPAFTER, take some',
};

/** How many events a profile without faults has until `durationS`; an expectation where its times are drawn. */
export function profileEvents(text: string, durationS: number): number {
  const { lines, seconds, loops } = describe(text);
  return loops ? lines * Math.max(1, durationS / seconds) : lines;
}

function loopsInNoTime(text: string): boolean {
  const { loops, seconds } = describe(text);
  return loops && !(seconds > 0);
}

/** The lines of a profile, how long they take once, and whether they begin anew then. SimGrid: times are dates, or the
 * delays after the line before where the profile is stochastic; PERIODICITY goes from the first line to its repetition,
 * LOOPAFTER from the last. */
function describe(text: string) {
  let [lines, last, sum] = [0, 0, 0];
  let [periodS, delayS] = [0, 0];
  let [loops, stochastic] = [false, false];
  for (const raw of text.split('\n')) {
    const content = raw.trim();
    if (isEmpty(content)) continue;
    if (isStochastic(content)) {
      stochastic = true;
      loops ||= content.endsWith('LOOP');
      continue;
    }
    const [, word, seconds] = LOOP.exec(content) ?? [];
    if (word !== undefined) {
      loops = true;
      if (word === 'PERIODICITY') periodS = Number(seconds);
      else delayS = Number(seconds);
      continue;
    }
    lines++;
    if (stochastic) sum += meanDelay(content.split(/\s+/, 3));
    else last = Number(content.split(/\s/, 1)[0]);
  }
  const seconds = stochastic ? sum : periodS > 0 ? periodS : last + delayS;
  return { lines, seconds, loops };
}

/** Of SimGrid's laws: DET x, UNIF low high, EXP rate, and NORM mean deviation by its other names, too. */
function meanDelay([law = '', first, second]: readonly string[]): number {
  if (law.startsWith('UNIF')) return (Number(first) + Number(second)) / 2;
  return law.startsWith('EXP') ? 1 / Number(first) : Number(first);
}

const isEmpty = (content: string) => content === '' || content.startsWith('#') || content.startsWith('%');
const isStochastic = (content: string) => /^STOCHASTIC\b/.test(content);

function isNumber(text: string | undefined, least: number): boolean {
  const value = text === undefined ? undefined : parseDecimal(text);
  return value !== undefined && value >= least;
}
