import { networkUtilisation, type PreCopyCase, preCopyAt, rhoOf } from '../../analytic/pre-copy.ts';
import { lastRound } from '../../analytic/steps.ts';
import { curves } from '../../report/plot/curves.ts';
import type { PlotView } from '../../report/plot/panel.ts';

const POINTS = 400;

/** Downtime and network utilisation over alpha, with the utilisation allowed as a line across. */
export function optimumView(c: PreCopyCase, maxUtilisation: number): PlotView {
  const rho = rhoOf(c);
  const alphas = Array.from({ length: POINTS }, (_, i) => (rho * (i + 1)) / POINTS);
  const points = (y: (alpha: number) => number) =>
    alphas.map((x) => ({ series: c.model, x, y: y(x), piece: lastRound(x, rho) }));
  return curves([
    { title: 'downtime', x: 'alpha', y: 'T_down, s', points: points((alpha) => preCopyAt(c, alpha).downtimeS) },
    {
      title: 'network utilisation',
      x: 'alpha',
      y: 'U_net',
      points: points((alpha) => networkUtilisation(c, alpha, lastRound(alpha, rho))),
      level: { name: 'most allowed', y: maxUtilisation },
    },
  ]);
}
