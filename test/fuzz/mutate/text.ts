/** Changes to a text that know nothing of what it means. */
import type { Draw } from '../draw.ts';
import { hostileNumber, hostileWord } from '../hostile.ts';

type TextMutation = (text: string, draw: Draw) => string;

/** A part of the text: where it begins and ends. */
function span(text: string, draw: Draw, most: number): readonly [number, number] {
  const from = draw.below(text.length + 1);
  return [from, Math.min(text.length, from + 1 + draw.below(most))];
}

const replaceOne = (text: string, pattern: RegExp, by: string, draw: Draw): string => {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { 0: match, index } = draw.pick(found);
  return text.slice(0, index) + by + text.slice(index + match.length);
};

const MUTATIONS: readonly TextMutation[] = [
  // truncate
  (text, draw) => text.slice(0, draw.below(text.length + 1)),
  // flip a bit
  (text, draw) => {
    const at = draw.below(text.length);
    const code = text.charCodeAt(at);
    return Number.isNaN(code)
      ? text
      : text.slice(0, at) + String.fromCharCode(code ^ (1 << draw.below(7))) + text.slice(at + 1);
  },
  // leave out, double, and swap parts
  (text, draw) => {
    const [from, to] = span(text, draw, 40);
    return text.slice(0, from) + text.slice(to);
  },
  (text, draw) => {
    const [from, to] = span(text, draw, 200);
    return text.slice(0, to) + text.slice(from);
  },
  (text, draw) => {
    const lines = text.split('\n');
    const [i, j] = [draw.below(lines.length), draw.below(lines.length)];
    [lines[i], lines[j]] = [lines[j] as string, lines[i] as string];
    return lines.join('\n');
  },
  // one line many times
  (text, draw) => {
    const lines = text.split('\n');
    const at = draw.below(lines.length);
    const copies = Array.from({ length: draw.pick([1, 3, 1000]) }, () => lines[at] as string);
    return lines.toSpliced(at, 0, ...copies).join('\n');
  },
  // other numbers, other words
  (text, draw) => replaceOne(text, /\d[\d.]*/g, hostileNumber(draw), draw),
  (text, draw) => replaceOne(text, /\d[\d.]*/g, hostileNumber(draw), draw),
  (text, draw) => replaceOne(text, /[A-Za-z][\w-]*/g, hostileWord(draw), draw),
  (text, draw) => {
    const words = text.match(/[A-Za-z][\w-]*/g) ?? ['x'];
    return replaceOne(text, /[A-Za-z][\w-]*/g, draw.pick(words), draw);
  },
  // put in
  (text, draw) => {
    const at = draw.below(text.length + 1);
    return text.slice(0, at) + hostileWord(draw) + text.slice(at);
  },
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\ufeff${text}`,
];

export function mutateText(text: string, draw: Draw): string {
  let mutated = text;
  for (let left = 1 + draw.below(3); left > 0; left--) mutated = draw.pick(MUTATIONS)(mutated, draw);
  return mutated;
}
