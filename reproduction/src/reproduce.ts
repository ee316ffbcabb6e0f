/** The printed figures of the source document beside this tool's own. */

import { type Failure, version } from 'wattshift';
import { chooseItems } from './choose.ts';
import type { Claim } from './claim.ts';
import type { Finding } from './finding.ts';
import type { Item } from './item.ts';
import { type LaboratoryOptions, pathInClone, runExperiments } from './laboratory.ts';
import type { ItemReport, Report, Row } from './report.ts';
import type { Study } from './study.ts';
import { difference, verdictOn } from './verdict.ts';

/** What came of reproducing. */
export interface Reproduction {
  /** Undefined after an interruption or a failure. */
  readonly report: Report | undefined;
  /** True if the signal came before the last run had ended. */
  readonly interrupted: boolean;
  /** Runs that failed. */
  readonly failures: readonly Failure[];
}

/** Runs all experiments of the items of these names, or of all items, and holds what comes out against what is printed.
 * Throws InputError for a name that is none, and where the output folder cannot be made. */
export async function reproduce(chosen: readonly string[], options: LaboratoryOptions): Promise<Reproduction> {
  const items = chooseItems(chosen);
  const names = [...new Set(items.flatMap(({ experiments }) => experiments))];
  const { studies, runs, seeds, interrupted, failures } = await runExperiments(names, options);
  if (interrupted || failures.length > 0) return { report: undefined, interrupted, failures };
  const reports: ItemReport[] = [];
  for (const item of items) reports.push(await report(item, studies));
  const results = Object.values(studies).map(({ result }) => result);
  return {
    report: {
      wattshift: version,
      simgrid: results[0]?.simgrid ?? '',
      configuration: results[0]?.configuration ?? {},
      seeds,
      runs,
      items: reports,
    },
    interrupted,
    failures,
  };
}

async function report(item: Item, studies: Readonly<Record<string, Study>>): Promise<ItemReport> {
  const { name, title, where, text, experiments, printed } = item;
  const { findings, tables = [], plots = [] } = await item.measure(studies);
  const rows = Object.entries(printed).map(([key, claim]) => row(key, claim, findings[key] as Finding));
  return { name, title, where, text, experiments: experiments.map(pathInClone), rows, tables, plots };
}

function row(key: string, claim: Claim, finding: Finding): Row {
  return {
    key,
    ...claim,
    ...finding,
    verdict: verdictOn(claim, finding.ours),
    difference: difference(claim.printed, finding.ours),
  };
}
