/** The curves of figures 1 to 4, from the closed forms. Steps are drawn as steps, where the source joins points.
 * Source: Aldhalaan and Menascé 2013, sections 4 and 7; the parameters are those of table 2. */
import { hot1Case } from './hot1.ts';
import { hot2Case } from './hot2.ts';
import { downtimeAfter, type PreCopyCase, preCopyAt, rhoOf } from './pre-copy.ts';
import { lastRound } from './steps.ts';
import { TABLE2_PAGES, table2Hot, table2Uniform } from './table2.ts';
import { uniformCase } from './uniform.ts';

/** A point of a curve. */
export interface FigurePoint {
  /** Name of the curve. */
  readonly series: string;
  /** In the unit of the axis. */
  readonly x: number;
  /** In the unit of the axis. */
  readonly y: number;
  /** Rounds of the models that are drawn: where they change, the curve has a step. */
  readonly piece: string;
}

/** A figure of the source, as curves. */
export interface Figure {
  /** `2a`, as in the source. */
  readonly number: string;
  /** What it shows. */
  readonly title: string;
  /** Name of the horizontal axis, with its unit. */
  readonly x: string;
  /** Name of the vertical axis, with its unit. */
  readonly y: string;
  /** Curve by curve. */
  readonly points: readonly FigurePoint[];
}

type Result = 'downtimeS' | 'gain' | 'pagesMigrated';

/** Figures 1 to 4 of the source. */
export function figures(): readonly Figure[] {
  const sizes = TABLE2_PAGES.map((pages) => [`${pages} pages`, uniformCase(table2Uniform(pages))] as const);
  const hot = [4096, 16384].flatMap((pages) => [
    [`Hot I, ${pages} pages`, hot1Case(table2Hot(pages))] as const,
    [`Hot II, ${pages} pages`, hot2Case(table2Hot(pages))] as const,
  ]);
  const only4096 = sizes.slice(0, 1).map(([, c]) => ['uniform', c] as const);
  return [
    figure1(),
    overAlpha('2a', 'Downtime, uniform dirtying', 'downtime, s', sizes, 'downtimeS'),
    overAlpha('2b', 'Gain in downtime, uniform dirtying', 'gain', only4096, 'gain'),
    overAlpha('3a', 'Pages migrated, uniform dirtying', 'pages', sizes, 'pagesMigrated'),
    overAlpha('3b', 'Downtime with hot pages', 'downtime, s', hot, 'downtimeS'),
    overAlpha('4a', 'Gain in downtime with hot pages', 'gain', hot, 'gain'),
    overAlpha('4b', 'Pages migrated with hot pages', 'pages', hot, 'pagesMigrated'),
  ];
}

const STEPS_PER_UNIT = 400;
const grid = (from: number, to: number) =>
  Array.from({ length: Math.round((to - from) * STEPS_PER_UNIT) + 1 }, (_, i) =>
    Number((from + i / STEPS_PER_UNIT).toFixed(6)),
  );

function overAlpha(
  number: string,
  title: string,
  y: string,
  cases: readonly (readonly [string, PreCopyCase])[],
  result: Result,
): Figure {
  const points = cases.flatMap(([series, c]) =>
    grid(0.05, 0.5)
      .filter((alpha) => alpha <= rhoOf(c))
      .map((alpha) => {
        const outcome = preCopyAt(c, alpha);
        return { series, x: alpha, y: outcome[result], piece: String(outcome.lastRound) };
      }),
  );
  return { number, title, x: 'alpha', y, points };
}

/** HG: downtime of Hot I over that of Hot II. */
export function hotGain(alpha: number, hotPageRatio: number): number {
  const [one, two] = hotCases(hotPageRatio).map((c) => downtimeAfter(c, roundsOf(alpha, c))) as [number, number];
  return one / two;
}

function hotCases(hotPageRatio: number): readonly [PreCopyCase, PreCopyCase] {
  const vm = { ...table2Hot(4096), hotPageRatio };
  return [hot1Case(vm), hot2Case(vm)];
}

/** The source draws alpha = 0.7 although its models ask for alpha <= rho; eq. 11 gives n = 0 there. */
const roundsOf = (alpha: number, c: PreCopyCase) => lastRound(alpha, rhoOf(c));

function figure1(): Figure {
  const converging = (beta: number) => rhoOf(hot1Case({ ...table2Hot(4096), hotPageRatio: beta })) < 1;
  const points = [0.1, 0.4, 0.7].flatMap((alpha) =>
    grid(0, 0.5)
      .filter(converging)
      .map((beta) => {
        const rounds = hotCases(beta).map((c) => roundsOf(alpha, c));
        return { series: `alpha = ${alpha}`, x: beta, y: hotGain(alpha, beta), piece: rounds.join(', ') };
      }),
  );
  return { number: '1', title: 'Downtime of Hot I over that of Hot II', x: 'beta', y: 'HG', points };
}
