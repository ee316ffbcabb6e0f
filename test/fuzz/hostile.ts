/** Words and numbers that programs stumble over. */
import type { Draw } from './draw.ts';

const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1e-300',
  '1e290',
  '1e308',
  '1e999',
  '-1e999',
  '0x1',
  '1e',
  '.5',
  '5.',
  '1_000',
  '1,5',
  '00012',
  'NaN',
  'nan',
  'Infinity',
  'inf',
  '9007199254740993',
  '4294967296',
  '2147483648',
  '0.30000000000000004',
  '١٢',
  '9'.repeat(400),
  `0.${'0'.repeat(400)}1`,
];

/** Linear work on these takes no time; anything worse does. */
const LONG = ['9'.repeat(50_000), `1${' '.repeat(50_000)}x`, 'a'.repeat(40_000), '1 '.repeat(20_000)];

const WORDS = [
  '',
  ' ',
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  'true',
  '~',
  '-',
  '.',
  '..',
  '../../../../etc/passwd',
  '/dev/zero',
  '/',
  'a/b',
  'a\\b',
  '%s%n',
  '`x`',
  '<img src=x onerror=alert(1)>',
  '| a | b |',
  '&amp;',
  ']]>',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  'a\rb',
  'a\nb',
  'a\tb',
  'a\bb',
  'a\u0000b',
  '\u009b31m',
  '\u202eabc',
  '\ufeff',
  '\ud800',
  'é',
  '日本語',
  '👩‍👩‍👧‍👦',
];

export function hostileNumber(draw: Draw): string {
  return draw.chance(0.03) ? draw.pick(LONG) : draw.pick(NUMBERS);
}

export function hostileWord(draw: Draw): string {
  if (draw.chance(0.02)) return draw.pick(LONG);
  return draw.chance(0.3) ? draw.pick(NUMBERS) : draw.pick(WORDS);
}

/** Any JSON. */
export function hostileValue(draw: Draw): unknown {
  const kind = draw.below(9);
  if (kind === 0) return null;
  if (kind === 1) return draw.chance(0.5);
  if (kind === 2) return [];
  if (kind === 3) return {};
  if (kind === 4) return draw.pick([0, -1, 0.5, 1e300, -1e300, 5e-324, 2 ** 53, 1e6, 1e9]);
  if (kind === 5) return [hostileWord(draw), hostileWord(draw)];
  if (kind === 6) return { [hostileWord(draw)]: hostileWord(draw) };
  if (kind === 7) return deep(draw.pick([3, 50, 3000]));
  return hostileWord(draw);
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = i % 2 ? { a: value } : [value];
  return value;
}
