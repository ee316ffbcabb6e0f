/** The hosts of a `<cluster>` or `<cabinet>`: `prefix="pm-" radical="0-15,20"`. Ranges are counted before any host is
 * made of them: a few characters can stand for more hosts than memory holds. */
import { quote } from '../base/input/quote.ts';
import { LIMITS } from '../base/limits.ts';
import type { XmlElement } from './xml.ts';

export interface Radical {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** Hosts that it stands for. */
  readonly count: number;
}

/** The ranges of a radical in order, or what is wrong with it. */
export function parseRadical(text: string): Radical | { readonly error: string } {
  const ranges: (readonly [number, number])[] = [];
  let count = 0;
  for (const part of text.split(',')) {
    const [, first = '', last = first] = /^\s*(\d{1,15})(?:\s*-\s*(\d{1,15}))?\s*$/.exec(part) ?? [];
    if (first === '') return { error: `${quote(part)} is no number and no range` };
    const [from, to] = [Number(first), Number(last)];
    if (to < from) return { error: `'${part}' counts down` };
    ranges.push([from, to]);
    count += to - from + 1;
    if (count > LIMITS.hosts.most) return { error: `more than ${LIMITS.hosts.most} hosts` };
  }
  return { ranges, count };
}

const isCluster = (name: string) => name === 'cluster' || name === 'cabinet';

/** How many hosts an element stands for; 0 for elements that are no hosts, or wrong. */
export function hostCount({ name, attributes }: XmlElement): number {
  if (name === 'host' || name === 'peer') return attributes.has('id') ? 1 : 0;
  if (!isCluster(name)) return 0;
  const radical = parseRadical(attributes.get('radical')?.value ?? '');
  return 'error' in radical ? 0 : radical.count;
}

/** The names of the hosts that an element stands for; none for elements that are no hosts, or wrong. */
export function* hostNames({ name, attributes }: XmlElement): Generator<string> {
  const value = (attribute: string) => attributes.get(attribute)?.value ?? '';
  if ((name === 'host' || name === 'peer') && attributes.has('id')) yield value('id');
  if (!isCluster(name)) return;
  const radical = parseRadical(value('radical'));
  if ('error' in radical) return;
  for (const [from, to] of radical.ranges)
    for (let i = from; i <= to; i++) yield `${value('prefix')}${i}${value('suffix')}`;
}
