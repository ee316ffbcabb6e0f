/** Kinds' own checks of their parameters against hosts and VMs. */
import type { Site } from '../kind.ts';
import type { Registry } from '../registry.ts';
import type { Scenario } from '../scenario.ts';
import type { KindKey } from '../sections.ts';
import { listVms } from '../simulation/build.ts';
import type { Issue } from './issue.ts';
import { kindsOf } from './kind-choice.ts';
import { KIND_KEYS, KIND_SECTIONS } from './parameters.ts';
import type { Path } from './source.ts';

type Check = (parameters: Readonly<Record<string, unknown>>, site: Site) => readonly string[];

export function checkKinds(registry: Registry, scenario: Scenario, hosts: Site['hosts']): readonly Issue[] {
  const site: Site = { hosts, vmNames: listVms(scenario).map(({ name }) => name) };
  return KIND_KEYS.flatMap((key) => {
    const { kind, parameters } = scenario[key];
    const check = kindsOf(registry, KIND_SECTIONS[key].section).get(kind)?.check as Check | undefined;
    return (check?.(parameters, site) ?? []).map((message): Issue => {
      return {
        path: pathOf(key, message),
        at: 'value',
        what: `${key} '${kind}': ${message}`,
        hint: 'it must fit the platform and the VMs',
      };
    });
  });
}

/** `moves[2]: there is no VM 'x'` speaks of policy.moves.2. */
function pathOf(key: KindKey, message: string): Path {
  const subject = /^([A-Za-z]\w*)((?:\[\d+\])*): /.exec(message);
  if (!subject) return [key];
  const indices = [...(subject[2] ?? '').matchAll(/\d+/g)].map(Number);
  return [key, subject[1] as string, ...indices];
}
