/** Table 3 of the source beside what its equations give: the threshold, downtime and network utilisation of the optimum.
 *
 * The printed alphas are the upper ends rho^n of steps, so n follows from them; T_down and U_net are those of this step
 * at its upper end. Source: Aldhalaan and Menascé 2013, tables 2 and 3. */
import { hot1Case } from './hot1.ts';
import { hot2Case } from './hot2.ts';
import { optimumAlpha } from './optimum.ts';
import { type PreCopyCase, preCopyWithRounds, rhoOf } from './pre-copy.ts';
import { TABLE2_MAX_UTILISATION, TABLE2_PAGES, table2Hot, table2Uniform } from './table2.ts';
import { uniformCase } from './uniform.ts';

interface Table3Figures {
  readonly alpha: number;
  readonly downtimeS: number;
  readonly networkUtilisation: number;
}

/** A row of the table, printed and from the equations. */
export interface Table3Row {
  /** Which closed form. */
  readonly model: 'uniform' | 'hot1' | 'hot2';
  /** Ps. */
  readonly pages: number;
  /** As in the source. */
  readonly printed: Table3Figures;
  /** From its equations. */
  readonly ours: Table3Figures;
  /** n. */
  readonly lastRound: number;
  /** The least U_net of all alphas: above U_max, the optimum that table 3 speaks of does not exist. */
  readonly leastUtilisation: number;
  /** Whether some alpha keeps U_net below U_max. */
  readonly feasible: boolean;
}

/** The figures as printed, by model and pages. */
export const TABLE3 = {
  uniform: { alpha: 0.152, downtimeS: [88, 177, 353, 707], networkUtilisation: 0.394 },
  hot1: { alpha: 0.156, downtimeS: [92, 184, 368, 736], networkUtilisation: 0.399 },
  hot2: { alpha: 0.48, downtimeS: [336, 671, 1340, 2690], networkUtilisation: 0.4 },
} as const;

const caseOf: Readonly<Record<Table3Row['model'], (pages: number) => PreCopyCase>> = {
  uniform: (pages) => uniformCase(table2Uniform(pages)),
  hot1: (pages) => hot1Case(table2Hot(pages)),
  hot2: (pages) => hot2Case(table2Hot(pages)),
};

/** In the order of the table. */
export function table3Reproduction(): readonly Table3Row[] {
  return (['uniform', 'hot1', 'hot2'] as const).flatMap((model) =>
    TABLE2_PAGES.map((pages, i) => {
      const { alpha, downtimeS, networkUtilisation } = TABLE3[model];
      return row(model, pages, { alpha, downtimeS: downtimeS[i] as number, networkUtilisation });
    }),
  );
}

function row(model: Table3Row['model'], pages: number, printed: Table3Figures): Table3Row {
  const c = caseOf[model](pages);
  const lastRound = Math.round(Math.log(printed.alpha) / Math.log(rhoOf(c)));
  const { alpha, downtimeS, networkUtilisation } = preCopyWithRounds(c, lastRound);
  const least = optimumAlpha(c, { maxUtilisation: Number.MIN_VALUE });
  const optimum = optimumAlpha(c, { maxUtilisation: TABLE2_MAX_UTILISATION });
  return {
    model,
    pages,
    printed,
    ours: { alpha, downtimeS, networkUtilisation },
    lastRound,
    leastUtilisation: least.kind === 'infeasible' ? least.leastUtilisation : 0,
    feasible: optimum.kind === 'optimal',
  };
}
