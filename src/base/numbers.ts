/** Numbers for people. */

export function fixed(value: number, decimals: number): string {
  const text = value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text;
}

/** As many decimals as leave four digits of the largest value. */
export function decimalsFor(values: readonly number[]): number {
  const largest = Math.max(...values.map(Math.abs));
  return largest > 0 ? Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(largest)))) : 0;
}

export const percent = (ratio: number): string => `${fixed(100 * ratio, 1)} %`;

/** Joules as people pay for them. */
export function energy(joules: number): string {
  const kWh = joules / 3.6e6;
  const [value, unit] =
    Math.abs(kWh) >= 1000 ? [kWh / 1000, 'MWh'] : Math.abs(kWh) >= 0.1 ? [kWh, 'kWh'] : [kWh * 1000, 'Wh'];
  return `${threeDigits(value)} ${unit}`;
}

/** With three digits, or all those before the point. */
export const threeDigits = (value: number): string =>
  fixed(value, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1))));

/** The end of a sentence about an amount: `a day`, `in 36 h`. */
export function period(seconds: number): string {
  if (seconds === 86400) return 'a day';
  if (seconds % 86400 === 0) return `in ${seconds / 86400} days`;
  const [size, unit] = seconds >= 7200 ? [3600, 'h'] : seconds >= 120 ? [60, 'min'] : [1, 's'];
  return `in ${Number((seconds / size).toPrecision(4))} ${unit}`;
}
