/** Kinds' own checks of their parameters against hosts and VMs. */
import type { Finding, KindChoice, Site } from '../base/kind.ts';
import type { Registry } from '../models/registry.ts';
import type { SectionName } from '../models/sections.ts';
import { isHostList } from '../simulation/placement.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { listVms } from '../simulation/vm-groups.ts';
import type { Issue } from './issue.ts';
import { kindsOf, partsOf } from './kind-choice.ts';
import { KIND_KEYS, KIND_SECTIONS } from './parameters.ts';
import type { Path } from './source.ts';
import { kindsOfGroup } from './vms.ts';

type Check = (parameters: Readonly<Record<string, unknown>>, site: Site) => readonly Finding[];

interface KindCheck {
  readonly problems: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Whether the placement finds nothing wrong with its own parameters. */
  readonly mayBePlaced: boolean;
}

export function checkKinds(registry: Registry, scenario: Scenario, hosts: Site['hosts']): KindCheck {
  const { durationS } = scenario;
  const vms = listVms(scenario);
  const siteOf = (which: readonly { readonly name: string }[]): Site => {
    return { hosts, vmNames: which.map(({ name }) => name), durationS };
  };
  const problems: Issue[] = [];
  const warnings: Issue[] = [];
  const check = (section: SectionName, { kind, parameters }: KindChoice, path: Path, site: Site) => {
    const chosen = kindsOf(registry, section).get(kind);
    const issue = (message: string, hint: string): Issue => {
      const what = `${path.join('.')} '${kind}': ${message}`;
      return { path: [...path, ...subjectOf(message)], at: 'value', what, hint };
    };
    for (const finding of (chosen?.check as Check | undefined)?.(parameters, site) ?? []) {
      if (typeof finding === 'string') problems.push(issue(finding, 'it must fit the platform and the VMs'));
      else warnings.push(issue(finding.warning, 'is this what was meant?'));
    }
    for (const [name, part] of partsOf(chosen, parameters)) check(part.section, part.choice, [...path, name], site);
  };
  const { placement } = scenario;
  if (!isHostList(placement)) {
    const choice = typeof placement === 'string' ? { kind: placement, parameters: {} } : placement;
    check('placements', choice, ['vms', 'placement'], siteOf(vms));
  }
  const mayBePlaced = problems.length === 0;
  for (const key of KIND_KEYS) {
    const choice = scenario[key];
    const concerned = key === 'workload' ? vms.filter(({ group }) => !scenario.vms[group]?.workload) : vms;
    if (choice) check(KIND_SECTIONS[key].section, choice, [key], siteOf(concerned));
  }
  for (const [i, group] of scenario.vms.entries()) {
    const site = siteOf(vms.filter((vm) => vm.group === i));
    for (const [key, section, choice] of kindsOfGroup(group)) check(section, choice, ['vms', 'groups', i, key], site);
  }
  return { problems, warnings, mayBePlaced };
}

/** `moves[2]: there is no VM 'x'` speaks of moves.2. */
function subjectOf(message: string): Path {
  const subject = /^([A-Za-z]\w*)((?:\[\d+\])*): /.exec(message);
  if (!subject) return [];
  const indices = [...(subject[2] ?? '').matchAll(/\d+/g)].map(Number);
  return [subject[1] as string, ...indices];
}
