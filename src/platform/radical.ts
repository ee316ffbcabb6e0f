/** The hosts of a `<cluster>` or `<cabinet>`: `prefix="pm-" radical="0-15,20"`. */
import type { XmlElement } from './xml.ts';

/** More hosts than any run here can take. */
export const MOST_HOSTS = 1_000_000;

/** The numbers of a radical in order, or what is wrong with it. */
export function parseRadical(text: string): readonly number[] | { readonly error: string } {
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const [, first = '', last = first] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part) ?? [];
    if (first === '') return { error: `'${part}' is no number and no range` };
    const [from, to] = [Number(first), Number(last)];
    if (to < from) return { error: `'${part}' counts down` };
    if (numbers.length + to - from + 1 > MOST_HOSTS) return { error: `more than ${MOST_HOSTS} hosts` };
    for (let i = from; i <= to; i++) numbers.push(i);
  }
  return numbers;
}

/** The names of the hosts that an element stands for; none for elements that are no hosts, or wrong. */
export function hostNames({ name, attributes }: XmlElement): readonly string[] {
  const value = (attribute: string) => attributes.get(attribute)?.value ?? '';
  if (name === 'host' || name === 'peer') return attributes.has('id') ? [value('id')] : [];
  if (name !== 'cluster' && name !== 'cabinet') return [];
  const numbers = parseRadical(value('radical'));
  return 'error' in numbers ? [] : numbers.map((i) => `${value('prefix')}${i}${value('suffix')}`);
}
