/** The closed forms of pre-copy: table 3, figures 1 to 4 and the statements about them, of Aldhalaan and Menascé
 * 2013. */
import { models } from 'wattshift';
import { curves } from 'wattshift/plot';
import { type Claim, exact } from '../claim.ts';
import { estimate } from '../estimate.ts';
import type { Finding } from '../finding.ts';
import { fixed } from '../format.ts';
import { item } from '../item.ts';
import { CASE_NAMES, judgements, statements, UTILISATION } from './analytic-statements.ts';

const THREE_DIGITS = 'Printed with three digits.';
const DIGITS = { alpha: 3, networkUtilisation: 3 } as const;

/** The three columns of table 3; alpha and utilisation do not depend on the size, and stand once. */
function table3(): { readonly printed: Record<string, Claim>; readonly findings: Record<string, Finding> } {
  const printed: Record<string, Claim> = {};
  const findings: Record<string, Finding> = {};
  for (const { model, pages, printed: theirs, ours } of models.table3Reproduction()) {
    const once = (column: 'alpha' | 'networkUtilisation', what: string, reason?: string) => {
      printed[`${column}-${model}`] = exact(
        theirs[column].toFixed(DIGITS[column]),
        '',
        `${what}, ${CASE_NAMES[model]}`,
      );
      findings[`${column}-${model}`] = { ours: estimate([ours[column]]), ...(reason ? { reason } : {}) };
    };
    if (pages === 4096) once('alpha', 'optimal alpha');
    const key = `downtime-${model}-${pages}`;
    printed[key] = exact(String(theirs.downtimeS), 's', `downtime, ${CASE_NAMES[model]}, ${pages} pages`);
    findings[key] = { ours: estimate([ours.downtimeS]), ...(theirs.downtimeS > 1000 ? { reason: THREE_DIGITS } : {}) };
    if (pages === 32768) once('networkUtilisation', 'network utilisation', UTILISATION);
  }
  return { printed, findings };
}

const optima = [
  ['uniform', models.uniformCase(models.table2Uniform(4096))],
  ['Hot I', models.hot1Case(models.table2Hot(4096))],
  ['Hot II', models.hot2Case(models.table2Hot(4096))],
] as const;

const view = (parts: readonly models.Figure[]) =>
  curves(parts.map(({ number, title, x, y, points }) => ({ title: `${number}. ${title}`, x, y, points })));

export const analytic = item({
  name: 'analytic',
  title: 'Pre-copy in closed form',
  where: 'Aldhalaan and Menascé 2013: tables 2 and 3, figures 1-4, sections 4, 7 and 9',
  text: 'Nothing is simulated: these are the closed forms of `wattshift model`, with the parameters of table 2. The printed optimal alphas are the upper ends rho^n of steps on which the downtime does not change; ours are next to these ends, which belong to the step above.',
  experiments: [],
  printed: { ...table3().printed, ...statements },
  measure: () => {
    const rows = models.table3Reproduction();
    return {
      findings: { ...table3().findings, ...judgements(rows) },
      tables: [
        {
          title: 'Network utilisation by the printed equations',
          text: 'At the printed optimum, and at its least. The last column is the least downtime under a U_max of 0.8, which is met at every alpha that is small enough: the search ends where less than a page is left.',
          columns: ['case', 'printed', 'at the printed alpha', 'least of all alphas', 'least downtime at 0.8, s'],
          rows: optima.map(([name, c], i) => {
            const row = rows[4 * i] as models.Table3Row;
            const best = models.optimumAlpha(c, { maxUtilisation: 0.8 });
            return [
              name,
              row.printed.networkUtilisation.toFixed(3),
              fixed(row.ours.networkUtilisation, 3),
              fixed(row.leastUtilisation, 3),
              best.kind === 'optimal' ? fixed(best.outcome.downtimeS, 2) : 'infeasible',
            ];
          }),
        },
      ],
      plots: ['1', '2', '3', '4'].map((number) => ({
        name: `analytic-figure-${number}`,
        title: `Figure ${number} of Aldhalaan and Menascé 2013, from the closed forms`,
        view: view(models.figures().filter((figure) => figure.number.startsWith(number))),
      })),
    };
  },
});
