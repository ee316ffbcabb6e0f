/** What can be said about an experiment only with SimGrid at hand: platforms, VMs on hosts, names in parameters. */
import { LIMITS } from '../base/limits.ts';
import type { Registry } from '../models/registry.ts';
import { checkPlatform, type PlatformCheck } from '../platform/check.ts';
import { countProfileEvents } from '../platform/profile-events.ts';
import { isHostList } from '../simulation/placement.ts';
import type { Scenario } from '../simulation/scenario.ts';
import type { Cell } from './experiment.ts';
import type { Issue } from './issue.ts';
import { checkKinds } from './kind-check.ts';
import { oncePer } from './once.ts';
import { KIND_KEYS } from './parameters.ts';
import { checkPlacement } from './placement-check.ts';
import type { ProblemSet } from './problem-set.ts';
import { kindsOfGroup } from './vms.ts';

/** Gets issues at paths of the cell. */
export interface Report {
  readonly problem: (cell: Cell, issue: Issue) => void;
  /** What is probably not what was meant. */
  readonly warning: (cell: Cell, issue: Issue) => void;
}

export async function checkCells(
  cells: readonly Cell[],
  registry: Registry,
  problems: ProblemSet,
  report: Report,
): Promise<void> {
  const platformCheck = oncePer(
    ({ platform, simgrid }: Scenario): Promise<PlatformCheck> => checkPlatform(platform, simgrid),
  );
  const profileIssues = oncePer(({ platform, durationS }: Scenario) => checkProfiles(platform, durationS));
  // cells that differ in nothing that a check looks at have the same issues
  const cellIssues = oncePer((scenario: Scenario, { hosts }: PlatformCheck) => {
    const { problems, warnings, mayBePlaced } = checkKinds(registry, scenario, hosts);
    const placing = mayBePlaced ? checkPlacement(registry, hosts, scenario) : [];
    return { problems: [...placing, ...problems], warnings };
  });
  // kinds are loaded once per choice, so equal choices are the same object
  const idOf = numbering();
  for (const cell of cells) {
    const { platform, simgrid, durationS, placement } = cell.scenario;
    const profiles = profileIssues(JSON.stringify([platform.path, platform.hash, durationS]), cell.scenario);
    for (const issue of profiles) report.problem(cell, issue);
    if (profiles.length > 0) continue;
    const platformKey = JSON.stringify([platform.path, platform.hash, simgrid]);
    const checked = await platformCheck(platformKey, cell.scenario);
    for (const problem of checked.problems) problems.add(problem);
    for (const { item, what, hint } of checked.items)
      report.problem(cell, { path: ['simgrid', item], at: 'key', what, hint });
    if (checked.hosts.length === 0) continue;
    const kinds = KIND_KEYS.map((kind) => idOf(cell.scenario[kind]));
    const vms = cell.scenario.vms.map((group) => {
      const own = kindsOfGroup(group).map(([key, , choice]) => [key, idOf(choice)] as const);
      return { ...group, ...Object.fromEntries(own) };
    });
    const places = isHostList(placement) || typeof placement === 'string' ? placement : idOf(placement);
    const issues = cellIssues(JSON.stringify([platformKey, durationS, vms, places, kinds]), cell.scenario, checked);
    for (const issue of issues.problems) report.problem(cell, issue);
    for (const issue of issues.warnings) report.warning(cell, issue);
  }
}

function checkProfiles(platform: Scenario['platform'], durationS: number): readonly Issue[] {
  const events = countProfileEvents(platform, durationS);
  const { most } = LIMITS.profileEvents;
  if (events <= most) return [];
  const what = `the profiles of the platform have ${Number(events.toPrecision(2))} events in this time`;
  return [{ path: ['duration'], at: 'value', what, hint: `at most ${most}: let them change less often` }];
}

/** A number for each object, the same for the same one. */
function numbering(): (object: object | undefined) => number {
  const numbers = new Map<object | undefined, number>();
  return (object) => {
    const number = numbers.get(object) ?? numbers.size;
    numbers.set(object, number);
    return number;
  };
}
