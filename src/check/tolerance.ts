/** How far a metric may move: `exact`, `1e-6` or `0.1 %` of what was recorded, `absolute 2` in the metric's own unit. */
export interface Tolerance {
  /** Of what was recorded, or in the unit of the metric. */
  readonly kind: 'relative' | 'absolute';
  /** A fraction, or an amount in the unit of the metric. */
  readonly amount: number;
}

export const EXACT: Tolerance = { kind: 'absolute', amount: 0 };

const NUMBER = String.raw`(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)`;
const FORM = new RegExp(String.raw`^\s*(?:(absolute|relative)\s+)?${NUMBER}\s*(%)?\s*$`);

/** Undefined when the text is none. */
export function parseTolerance(input: string | number): Tolerance | undefined {
  const text = String(input);
  if (text.trim() === 'exact') return EXACT;
  const [, word, digits, percent] = FORM.exec(text) ?? [];
  const amount = Number(digits);
  if (digits === undefined || !Number.isFinite(amount) || (word === 'absolute' && percent)) return undefined;
  if (word === 'absolute') return { kind: 'absolute', amount };
  return { kind: 'relative', amount: percent ? amount / 100 : amount };
}

export function formatTolerance({ kind, amount }: Tolerance): string {
  if (amount === 0) return 'exact';
  return kind === 'absolute' ? `absolute ${amount}` : String(amount);
}

/** Of what was recorded, so that a recorded 0 takes an absolute tolerance to move. */
export function within({ kind, amount }: Tolerance, recorded: number, measured: number): boolean {
  if (recorded === measured) return true;
  return Math.abs(measured - recorded) <= (kind === 'absolute' ? amount : amount * Math.abs(recorded));
}
