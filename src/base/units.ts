/** Quantities as people write them, and nothing but SI inside: the one place where units are parsed and printed. */
import { LIMITS } from './limits.ts';

const DECIMAL = { '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 } as const;
const BINARY = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 } as const;

const prefixed = (suffix: string, factor: number, prefixes: Readonly<Record<string, number>> = DECIMAL) =>
  Object.entries(prefixes).map(([prefix, value]) => [prefix + suffix, value * factor] as const);

interface Dimension {
  /** The SI unit of the parsed number. */
  readonly unit: string;
  /** What a bare number is multiplied by, and its unit. */
  readonly bare: number;
  readonly bareUnit?: string;
  readonly example: string;
  /** The largest that makes sense, in SI: sums and products of so much stay finite. */
  readonly most: number;
  readonly units: Readonly<Record<string, number>>;
}

const ALL = { ...DECIMAL, ...BINARY };

export const DIMENSIONS = {
  time: {
    unit: 's',
    bare: 1,
    example: '300 s',
    // three hundred years, and still exact to a few microseconds
    most: 1e10,
    units: { ms: 1e-3, s: 1, min: 60, h: 3600, d: 86400 },
  },
  bytes: { unit: 'B', bare: 1, example: '4 GB', most: 1e15, units: Object.fromEntries(prefixed('B', 1, ALL)) },
  /** Bytes per second inside; a bare number is in bit/s, as network people write. */
  bandwidth: {
    unit: 'B/s',
    bare: 1 / 8,
    bareUnit: 'bit/s',
    example: '10 Gbps',
    most: 1e15,
    units: Object.fromEntries([...prefixed('bps', 1 / 8), ...prefixed('bit/s', 1 / 8), ...prefixed('B/s', 1, ALL)]),
  },
  /** Bytes per second; a bare number too. */
  byteRate: {
    unit: 'B/s',
    bare: 1,
    example: '2 MB/s',
    most: 1e15,
    units: Object.fromEntries(prefixed('B/s', 1, ALL)),
  },
  /** Of one core. */
  speed: { unit: 'flop/s', bare: 1, example: '10 Gf', most: 1e18, units: Object.fromEntries(prefixed('f', 1)) },
  power: { unit: 'W', bare: 1, example: '210 W', most: 1e12, units: { mW: 1e-3, W: 1, kW: 1e3 } },
  number: { unit: '', bare: 1, example: '0.5', most: Number.MAX_VALUE, units: {} },
} as const satisfies Record<string, Dimension>;

export type DimensionName = keyof typeof DIMENSIONS;

/** The unit of a number that is written without one. */
export function bareUnit(dimension: DimensionName): string {
  const { bareUnit: named, unit }: Dimension = DIMENSIONS[dimension];
  return named ?? unit;
}

/** The quantity in the unit that a bare number has, for messages: `1 bit/s`. */
export function inBareUnit(value: number, dimension: DimensionName): string {
  return `${value / DIMENSIONS[dimension].bare} ${bareUnit(dimension)}`.trim();
}

/** A plain decimal number, without blanks around it. Undefined for all else that JavaScript takes for a number: nothing,
 * blanks, `0x1`, `Infinity`, `1e999`; and for more digits than anybody writes. */
export function parseDecimal(text: string): number | undefined {
  if (text.length > LIMITS.quantityCharacters.most || !DECIMAL_NUMBER.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

const DIGITS = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const DECIMAL_NUMBER = new RegExp(`^${DIGITS}$`);
const QUANTITY = new RegExp(String.raw`^(${DIGITS})\s*([A-Za-z/]*)$`);

/** The quantity in SI, or a message that says what is wrong with it. */
export function parseQuantity(input: unknown, dimension: DimensionName): number | { readonly error: string } {
  const { units, bare, example } = DIMENSIONS[dimension] as Dimension;
  if (typeof input === 'number') return finite(input * bare, example);
  if (typeof input !== 'string') return { error: `expected a quantity such as ${example}` };
  const longest = LIMITS.quantityCharacters.most;
  if (input.length > longest)
    return { error: `${input.length} characters are too long for a quantity such as ${example}: at most ${longest}` };
  const match = QUANTITY.exec(input.trim());
  if (!match) return { error: `'${input}' is not a quantity such as ${example}` };
  const [, digits = '', unit = ''] = match;
  if (unit === '') return finite(Number(digits) * bare, example);
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) {
    const known = Object.keys(units);
    const some = known.length > 0 ? `use ${known.slice(0, 6).join(', ')}` : 'write a plain number';
    return { error: `unknown unit '${unit}' in '${input}': ${some}` };
  }
  return finite(Number(digits) * factor, example);
}

function finite(value: number, example: string): number | { readonly error: string } {
  return Number.isFinite(value) ? value : { error: `expected a finite quantity such as ${example}` };
}

const DISPLAY: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  s: [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
    [1e-3, 'ms'],
  ],
  B: [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
    [1, 'B'],
  ],
  'B/s': [
    [1e9, 'GB/s'],
    [1e6, 'MB/s'],
    [1e3, 'kB/s'],
    [1, 'B/s'],
  ],
  W: [
    [1e6, 'MW'],
    [1e3, 'kW'],
    [1, 'W'],
  ],
  J: [
    [1e9, 'GJ'],
    [1e6, 'MJ'],
    [1e3, 'kJ'],
    [1, 'J'],
  ],
};

/** A number in SI with the unit that suits its size: `formatQuantity(4e9, 'B')` is `4 GB`. */
export function formatQuantity(value: number, unit: string, digits = 4): string {
  const steps = DISPLAY[unit];
  const shown = (x: number) => String(Number(x.toPrecision(digits)));
  if (!steps || value === 0 || !Number.isFinite(value)) return `${shown(value)}${unit ? ` ${unit}` : ''}`;
  const [scale, name] = steps.find(([size]) => Math.abs(value) >= size) ?? (steps.at(-1) as readonly [number, string]);
  return `${shown(value / scale)} ${name}`;
}
