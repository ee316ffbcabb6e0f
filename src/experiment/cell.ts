/** One cell, read and checked, its files not yet. */

import type { KindChoice } from '../base/kind.ts';
import type { Registry } from '../models/registry.ts';
import type { KindKey } from '../models/sections.ts';
import type { MigrationLimits, StartPlaces, VmGroup } from '../simulation/scenario.ts';
import { type Issue, type Parsed, parseTable, type Table } from './issue.ts';
import { parseKind } from './kind-choice.ts';
import { CELL_TABLE, KIND_KEYS, KIND_SECTIONS } from './parameters.ts';
import { type PlatformChoice, parsePlatform } from './platform-choice.ts';
import type { Path } from './source.ts';
import { everyGroupHasWorkload, parseVms } from './vms.ts';

export interface ParsedCell {
  readonly platform: PlatformChoice;
  readonly durationS: number;
  readonly migrations: MigrationLimits | undefined;
  readonly storageEnergy: boolean;
  readonly simgrid: Readonly<Record<string, string>>;
  readonly vms: readonly VmGroup[];
  readonly placement: StartPlaces;
  readonly groupPaths: readonly Path[];
  readonly kinds: Kinds;
}

/** Where all groups have a workload of their own, there need not be one for all. */
export type Kinds = Readonly<Record<Exclude<KindKey, 'workload'>, KindChoice>> & { readonly workload?: KindChoice };

/** One object for all cells: a table is compiled when it is first used. */
const { platform: _, ...PLAIN } = CELL_TABLE;
const PLAIN_TABLE = PLAIN as Table;

export function parseCell(registry: Registry, cell: Readonly<Record<string, unknown>>): Parsed<ParsedCell> {
  const own = Object.fromEntries(Object.keys(PLAIN_TABLE).flatMap((key) => (key in cell ? [[key, cell[key]]] : [])));
  const plain = parseTable(PLAIN_TABLE, own, [], '');
  const platform = parsePlatform(cell.platform);
  const vms = parseVms(registry, cell.vms);
  const noneForAll = cell.workload === undefined && everyGroupHasWorkload(cell.vms);
  const kinds = KIND_KEYS.filter((key) => !(key === 'workload' && noneForAll)).map(
    (key) => [key, parseKind(registry, KIND_SECTIONS[key].section, cell[key], [key])] as const,
  );
  const issues: Issue[] = [platform, plain, vms, ...kinds.map(([, kind]) => kind)].flatMap((part) =>
    part.ok ? [] : part.issues,
  );
  if (!platform.ok || !plain.ok || !vms.ok || issues.length > 0) return { ok: false, issues };
  return {
    ok: true,
    value: {
      platform: platform.value,
      durationS: plain.value.duration as number,
      migrations: plain.value.migrations as MigrationLimits | undefined,
      storageEnergy: plain.value.storageEnergy as boolean,
      simgrid: (plain.value.simgrid ?? {}) as Record<string, string>,
      ...vms.value,
      kinds: Object.fromEntries(kinds.flatMap(([key, kind]) => (kind.ok ? [[key, kind.value]] : []))) as Kinds,
    },
  };
}
