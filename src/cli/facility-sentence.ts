import { threeDigits } from '../base/numbers.ts';
import { CURRENCY } from '../results/metrics/metrics.ts';
import type { CellResult } from '../results/result.ts';

const DAY_S = 86_400;
const DAYS_A_YEAR = 365;

/** `At this rate it saves 12.3 EUR a day, 4,490 EUR a year, and emits 1,230 kg of CO2 less a year.` */
export function facilitySentence({ metrics }: CellResult, durationS: number): readonly string[] {
  const { savedCost, baselineCost, savedCarbonKg, baselineCarbonKg } = metrics;
  const perDay = (value: number) => (value * DAY_S) / durationS;
  const parts: string[] = [];
  if (savedCost && isSomething(savedCost.mean, baselineCost?.mean)) {
    const [saves, more] = savedCost.mean > 0 ? ['saves', ''] : ['costs', ' more'];
    const [unit, named] =
      savedCost.unit === CURRENCY ? ['', ' (in the currency of the price)'] : [` ${savedCost.unit}`, ''];
    const amount = (days: number) => `${threeDigits(days * perDay(Math.abs(savedCost.mean)))}${unit}${more}`;
    parts.push(`${saves} ${amount(1)} a day, ${amount(DAYS_A_YEAR)} a year${named}`);
  }
  if (savedCarbonKg && isSomething(savedCarbonKg.mean, baselineCarbonKg?.mean)) {
    const kg = DAYS_A_YEAR * perDay(Math.abs(savedCarbonKg.mean));
    parts.push(`emits ${threeDigits(kg)} kg of CO2 ${savedCarbonKg.mean > 0 ? 'less' : 'more'} a year`);
  }
  return parts.length > 0 ? [`At this rate it ${parts.join(', and ')}.`] : [];
}

/** More than what rounding leaves. */
const isSomething = (part: number, whole = 0) => Math.abs(part) > 1e-9 * Math.abs(whole);
