/** What the text of Aldhalaan and Menascé 2013 says of its models, held against the closed forms. */
import { models } from 'wattshift';
import { exact, says } from '../claim.ts';
import { estimate } from '../estimate.ts';
import { type Finding, judged } from '../finding.ts';
import { fixed } from '../format.ts';

export const CASE_NAMES = { uniform: 'uniform', hot1: 'Hot I', hot2: 'Hot II' } as const;

export const UTILISATION =
  'Equations 16, 23 and 31 with the parameters of table 2 give more, at any alpha: U_net never falls below rho for uniform and Hot I. See the table.';

const alphas = Array.from({ length: 9 }, (_, i) => (i + 1) / 20);

const downtime = (pages: number, alpha: number) => models.uniform({ ...models.table2Uniform(pages), alpha }).downtimeS;
const pagesSent = (alpha: number) => models.uniform({ ...models.table2Uniform(4096), alpha }).pagesMigrated;

export const statements = {
  gain: exact('23', '', 'gain at alpha = 0.05, uniform (figure 2b)'),
  feasible: says(
    'downtime below 500 s (figure 2a)',
    'any alpha of the figure with 4096 pages, 0.05 to 0.15 with up to 16384, only 0.05 with 32768',
  ),
  pages: says('pages migrated over alpha (figure 3a)', 'neither rise nor fall throughout'),
  hot: says('Hot I against Hot II (figures 3b, 4a, 4b)', 'less downtime, more gain, and more pages'),
  order: says('table 3, at the same size', 'least downtime for uniform, then Hot I, then Hot II'),
  optimum: says('U_max of 40 %', 'all three cases have an alpha that keeps to it'),
  utilisation: says('alpha and network use (conclusion)', 'lower alpha, more network utilisation'),
  'hot-gain': says('downtime of Hot I over that of Hot II at alpha = 0.7 (figure 1)', 'always above 1'),
};

export function judgements(rows: readonly models.Table3Row[]): Record<keyof typeof statements, Finding> {
  const vm = models.table2Hot(4096);
  const pairs = alphas.map((alpha) => [models.hot1({ ...vm, alpha }), models.hot2({ ...vm, alpha })] as const);
  const at = (alpha: number) => downtime(32768, alpha);
  const small = Math.max(...[...alphas, 0.5].map((alpha) => downtime(4096, alpha)));
  const middle = Math.max(...[0.05, 0.1, 0.15].map((alpha) => downtime(16384, alpha)));
  const beyond = downtime(16384, 0.2);
  const fits = small < 500 && middle < 500 && beyond > 500 && at(0.05) < 500 && at(0.1) > 500;
  const sent = alphas.map(pagesSent);
  const falls = sent.some((pages, i) => i > 0 && pages < (sent[i - 1] as number));
  const rises = sent.some((pages, i) => i > 0 && pages > (sent[i - 1] as number));
  const utilisation = (alpha: number) => models.uniform({ ...models.table2Uniform(4096), alpha }).networkUtilisation;
  const [low, high] = [utilisation(0.05), utilisation(0.45)];
  const sizes = [...new Set(rows.map(({ pages }) => pages))];
  const ordered = sizes.every((size) => {
    const times = rows.filter(({ pages }) => pages === size).map(({ ours }) => ours.downtimeS);
    return times.every((seconds, i) => i === 0 || seconds > (times[i - 1] as number));
  });
  return {
    gain: { ours: estimate([models.uniform({ ...models.table2Uniform(4096), alpha: 0.05 }).gain]) },
    feasible: {
      ours: judged(
        fits,
        `at most ${fixed(small, 0)} s with 4096 pages; up to 0.15 at most ${fixed(middle, 0)} s with 16384, then ${fixed(beyond, 0)} s; ${fixed(at(0.05), 0)} s and then ${fixed(at(0.1), 0)} s with 32768`,
      ),
      reason: '8192 pages may go further than the text says: up to alpha = 0.28, where the downtime is 331 s.',
    },
    pages: { ours: judged(rises && falls, `${sent.slice(0, 6).join(', ')} pages at alpha = 0.05, 0.1, ..., 0.3`) },
    hot: {
      ours: judged(
        pairs.every(([a, b]) => a.downtimeS < b.downtimeS && a.gain > b.gain && a.pagesMigrated > b.pagesMigrated),
        'at every alpha from 0.05 to 0.45',
      ),
    },
    order: { ours: judged(ordered, 'at all four sizes') },
    optimum: {
      ours: judged(
        rows.some(({ feasible }) => feasible),
        `infeasible: U_net is at least ${leastOf(rows)}`,
      ),
      reason: UTILISATION,
    },
    utilisation: {
      ours: judged(low > high, `U_net is ${fixed(low, 3)} at alpha = 0.05 and ${fixed(high, 3)} at 0.45`),
      reason:
        'By equation 16, U_net falls with alpha, to rho. So a bound on it never trades off against downtime: it either forbids everything or, for the best alpha, nothing.',
    },
    'hot-gain': {
      ours: judged(
        alphas.every((beta) => models.hotGain(0.7, beta) > 1),
        `${fixed(models.hotGain(0.7, 0.1), 3)} with 10 % hot pages, ${fixed(models.hotGain(0.7, 0.4), 3)} with 40 %`,
      ),
      reason:
        'It holds up to 37 % hot pages, where Hot I needs another round. Its curve is drawn at alpha > rho, which the conditions of the models rule out; equation 11 gives n = 0 there.',
    },
  };
}

const leastOf = (rows: readonly models.Table3Row[]) =>
  rows
    .filter(({ pages }) => pages === 32768)
    .map(({ model, leastUtilisation }) => `${fixed(leastUtilisation, 3)} (${CASE_NAMES[model]})`)
    .join(', ');
