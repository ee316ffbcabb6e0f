/** `--sweep alpha=0.05:0.5:0.05` or `--sweep bandwidth=1Gbps,10Gbps`. */
import { didYouMean } from '../../base/input/did-you-mean.ts';
import { isOptionName, type OptionName, readValue, readValues, type Texts, type Values, wrong } from './options.ts';

export interface SweepPoints {
  readonly parameter: OptionName;
  /** In SI, as the columns show them. */
  readonly values: readonly number[];
  readonly points: readonly Values[];
}

const MOST = 10_000;
const HINT = "write --sweep NAME=FROM:TO:STEP or NAME=A,B,C, such as alpha=0.05:0.5:0.05 or 'bandwidth=1 Gbps,10 Gbps'";

/** Throws InputError for a sweep that is none, or of an option that the model does not have. */
export function readSweep(text: string, texts: Texts, names: readonly OptionName[]): SweepPoints {
  const [, name = '', list = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  // rates in bytes and in pages would follow it differently
  const known: readonly OptionName[] = names.filter((option) => option !== 'page-size');
  if (!isOptionName(name) || !known.includes(name)) {
    const hint = name === '' ? HINT : didYouMean(name, known);
    throw wrong('sweep', name === '' ? `'${text}' is no sweep` : `there is no option '${name}' to sweep`, hint);
  }
  const fixed = readValues(texts);
  const values = expand(list, (part) => readValue(name, part, fixed['page-size'] ?? 1));
  return { parameter: name, values, points: values.map((value) => withValue(fixed, name, value)) };
}

function expand(list: string, parse: (text: string) => number): readonly number[] {
  const range = list.split(':');
  if (range.length === 1) return list.split(',').map((part) => parse(part));
  if (range.length !== 3) throw wrong('sweep', `'${list}' is no range`, HINT);
  const [from, to, step] = range.map((part) => parse(part)) as [number, number, number];
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(step > 0 && count >= 1)) throw wrong('sweep', `'${list}' holds no value`, HINT);
  if (count > MOST) throw wrong('sweep', `'${list}' holds more than ${MOST} values`);
  // 0.1 and not 0.30000000000000004 - 0.2
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(12)));
}

function withValue(fixed: Values, name: OptionName, value: number): Values {
  const values = { ...fixed, [name]: value };
  if (name === 'memory') return { ...values, pages: Math.ceil(value / values['page-size']) };
  return name === 'pages' ? { ...values, memory: value * values['page-size'] } : values;
}
