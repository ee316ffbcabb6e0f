/** Figures as tables show them. */

import type { CellResult } from 'wattshift';
import type { Claim, Printed, Unit } from './claim.ts';
import { type Estimate, halfWidth, percent } from './estimate.ts';

/** As the documents print them: a minus sign for minus, and nothing between thousands. */
export function fixed(value: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: false };
  const text = value.toLocaleString('en-US', digits);
  return minusSign(/^-[0.]*$/.test(text) ? text.slice(1) : text);
}

/** `27.2 ± 0.1` */
export function plusMinus(e: Estimate, decimals: number): string {
  return e.ci95 ? `${fixed(e.mean, decimals)} ± ${fixed(halfWidth(e), decimals)}` : fixed(e.mean, decimals);
}

export const withUnit = (text: string, unit: Unit): string => (unit === '' ? text : `${text} ${unit}`);

export function formatPrinted({ printed, unit }: Claim): string {
  switch (printed.kind) {
    case 'exact':
      return withUnit(minusSign(printed.figure), unit);
    case 'about':
      return withUnit(printed.low === printed.high ? `about ${printed.low}` : `${printed.low}–${printed.high}`, unit);
    case 'bound':
      return withUnit(`${printed.side === 'below' ? '<' : '>'} ${minusSign(printed.figure)}`, unit);
    case 'words':
      return printed.statement;
  }
}

const minusSign = (figure: string) => figure.replace('-', '−');

/** At least two, and no fewer than are printed. */
export function decimalsOf(printed: Printed): number {
  if (printed.kind === 'words') return 2;
  const figure = printed.kind === 'about' ? printed.low : printed.figure;
  return Math.max(2, figure.split('.')[1]?.length ?? 0);
}

/** With a sign either way. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return text.startsWith('−') || Number(text) === 0 ? text : `+${text}`;
}

export const METRIC_COLUMNS = ['slept time, %', 'saved energy, %', 'energy overhead, %'] as const;

/** The three metrics of section 5.5.1, for a side table. */
export function metricCells({ metrics }: CellResult): readonly string[] {
  return [metrics.sleptTimeRatio, metrics.savedEnergyRatio, metrics.energyOverhead].map(({ values }) =>
    plusMinus(percent(values), 2),
  );
}
