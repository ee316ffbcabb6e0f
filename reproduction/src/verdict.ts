/** How a printed figure and ours stand to each other. */
import { type Claim, type Printed, rounding } from './claim.ts';
import { type Estimate, high, low } from './estimate.ts';
import type { Ours } from './finding.ts';

/** How a printed figure or statement stands to ours. */
export type Verdict = 'same' | 'close' | 'differs' | 'holds' | 'does not hold' | 'open' | 'not simulated';

/** As a share of the printed figure. */
const CLOSE = 0.05;

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  same: 'the printed figure, give or take half of its last digit, lies within our confidence interval or, where nothing is drawn, rounds to ours',
  close: `within ${100 * CLOSE} % of the printed figure`,
  differs: 'further away than that',
  holds: 'the bound or statement is true of our runs, bounds with the whole confidence interval',
  'does not hold': 'it is false of them',
  open: 'our runs do not decide it',
  'not simulated': 'the document does not give what a simulation would need',
};

export function verdictOn({ printed }: Claim, ours: Ours): Verdict {
  if (ours.kind === 'beyond') return 'not simulated';
  if (ours.kind === 'judgement') return ours.holds === undefined ? 'open' : ours.holds ? 'holds' : 'does not hold';
  switch (printed.kind) {
    case 'exact':
      return againstRange(Number(printed.figure), Number(printed.figure), rounding(printed.figure), ours);
    case 'about':
      return againstRange(Number(printed.low), Number(printed.high), rounding(printed.low), ours);
    case 'bound':
      return againstBound(printed.side, Number(printed.figure), ours);
    case 'words':
      throw new Error('a statement in words needs a judgement');
  }
}

function againstRange(from: number, to: number, slack: number, ours: Estimate): Verdict {
  const nearest = Math.min(Math.max(ours.mean, from), to);
  const isClose = Math.abs(ours.mean - nearest) <= Math.max(slack, CLOSE * Math.abs(nearest));
  const overlaps = low(ours) <= to + slack && high(ours) >= from - slack;
  // an interval so wide that it reaches what is printed from afar says nothing
  if (overlaps) return isClose ? 'same' : 'open';
  return isClose ? 'close' : 'differs';
}

function againstBound(side: 'below' | 'above', bound: number, ours: Estimate): Verdict {
  const [nearEnd, farEnd] =
    side === 'below' ? [high(ours) - bound, low(ours) - bound] : [bound - low(ours), bound - high(ours)];
  if (nearEnd < 0) return 'holds';
  return farEnd > 0 ? 'does not hold' : 'open';
}

/** Ours minus what is printed; from the nearer end of a range, 0 inside it. Undefined where there is nothing to subtract. */
export function difference(printed: Printed, ours: Ours): number | undefined {
  if (ours.kind !== 'estimate') return undefined;
  const { mean } = ours;
  switch (printed.kind) {
    case 'exact':
    case 'bound':
      return mean - Number(printed.figure);
    case 'about':
      return mean < Number(printed.low) ? mean - Number(printed.low) : Math.max(0, mean - Number(printed.high));
    case 'words':
      return undefined;
  }
}
