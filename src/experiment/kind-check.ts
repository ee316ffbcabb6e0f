/** Kinds' own checks of their parameters against hosts and VMs. */
import type { Finding, Site } from '../kind.ts';
import type { Registry } from '../registry.ts';
import type { Scenario } from '../scenario.ts';
import { listVms } from '../simulation/build.ts';
import type { Issue } from './issue.ts';
import { kindsOf } from './kind-choice.ts';
import { KIND_KEYS, type KindKey } from './parameters.ts';
import type { Path } from './source.ts';

type Check = (parameters: Readonly<Record<string, unknown>>, site: Site) => readonly Finding[];

export function checkKinds(
  registry: Registry,
  scenario: Scenario,
  hosts: Site['hosts'],
): { readonly problems: readonly Issue[]; readonly warnings: readonly Issue[] } {
  const { durationS } = scenario;
  const site: Site = { hosts, vmNames: listVms(scenario).map(({ name }) => name), durationS };
  const problems: Issue[] = [];
  const warnings: Issue[] = [];
  for (const key of KIND_KEYS) {
    const { kind, parameters } = scenario[key];
    const check = kindsOf(registry, key).get(kind)?.check as Check | undefined;
    const issue = (message: string, hint: string): Issue => {
      return { path: pathOf(key, message), at: 'value', what: `${key} '${kind}': ${message}`, hint };
    };
    for (const finding of check?.(parameters, site) ?? []) {
      if (typeof finding === 'string') problems.push(issue(finding, 'it must fit the platform and the VMs'));
      else warnings.push(issue(finding.warning, 'is this what was meant?'));
    }
  }
  return { problems, warnings };
}

/** `moves[2]: there is no VM 'x'` speaks of policy.moves.2. */
function pathOf(key: KindKey, message: string): Path {
  const subject = /^([A-Za-z]\w*)((?:\[\d+\])*): /.exec(message);
  if (!subject) return [key];
  const indices = [...(subject[2] ?? '').matchAll(/\d+/g)].map(Number);
  return [key, subject[1] as string, ...indices];
}
