/** What is wrong with a platform, all at once, without running SimGrid. */
import { dirname, join } from 'node:path';
import type { Problem } from '../base/problem.ts';
import type { PlatformFiles } from '../simulation/scenario.ts';
import { placesIn } from './lines.ts';
import { head } from './rules/head.ts';
import { names } from './rules/names.ts';
import { profiles as profileRule } from './rules/profiles.ts';
import { properties } from './rules/properties.ts';
import { quantities } from './rules/quantities.ts';
import { references } from './rules/references.ts';
import { removed } from './rules/removed.ts';
import type { Rule, RuleContext } from './rules/rule.ts';
import { structure } from './rules/structure.ts';
import { transitions } from './rules/transitions.ts';
import { wattage } from './rules/wattage.ts';
import { zones } from './rules/zones.ts';
import { readXml, type XmlHandlers } from './xml.ts';

const RULES: readonly Rule[] = [
  head,
  structure,
  removed,
  zones,
  names,
  references,
  quantities,
  wattage,
  transitions,
  properties,
  profileRule,
];

/** Of each list: nobody reads more, and a wrong cluster of thousands of hosts would have as many. */
const ENOUGH = 200;

export interface Lint {
  /** SimGrid would refuse these, or compute something wrong. */
  readonly problems: readonly Problem[];
  /** SimGrid takes these, but they are probably not what was meant. */
  readonly warnings: readonly Problem[];
}

export function lintPlatform({ path, xml, profiles }: PlatformFiles): Lint {
  const at = placesIn(path, xml);
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const into = (list: Problem[]) => (offset: number, what: string, hint: string) => {
    if (list.length < ENOUGH) list.push({ ...at(offset), what, hint });
  };
  const context: RuleContext = {
    problem: into(problems),
    warning: into(warnings),
    profiles,
    profileProblem: (name, fault) => void problems.push({ file: join(dirname(path), name), ...fault }),
  };
  const rules = RULES.map((rule) => rule(context));
  const each = <K extends keyof XmlHandlers>(event: K) =>
    ((...args: never[]) => {
      for (const rule of rules) (rule[event] as ((...args: never[]) => void) | undefined)?.(...args);
    }) as NonNullable<XmlHandlers[K]>;

  const fault = readXml(xml, {
    open: each('open'),
    text: each('text'),
    close: each('close'),
    doctype: each('doctype'),
  });
  if (fault) problems.push({ ...at(fault.at), what: fault.what, hint: fault.hint });
  else for (const rule of rules) rule.end?.();
  return { problems: inOrder(problems), warnings: inOrder(warnings) };
}

const inOrder = (problems: readonly Problem[]) =>
  problems.toSorted(
    (a, b) => Number(a.file > b.file) - Number(a.file < b.file) || a.line - b.line || a.column - b.column,
  );
