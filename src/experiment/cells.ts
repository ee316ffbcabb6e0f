/** The cells of an experiment as they stand in the file, each knowing where its parts come from. */
import { didYouMean } from '../base/input/did-you-mean.ts';
import { LIMITS } from '../base/limits.ts';
import type { Registry } from '../models/registry.ts';
import { axisLabels, cellId } from './cell-id.ts';
import type { Issue } from './issue.ts';
import { normalizeKind } from './kind-choice.ts';
import { CELL_KEYS, KIND_KEYS, KIND_SECTIONS } from './parameters.ts';
import type { Path } from './source.ts';
import { type Axis, combinations, steps, withValue } from './sweep.ts';

export interface RawCell {
  readonly id: string;
  readonly axes: Readonly<Record<string, unknown>>;
  readonly value: Readonly<Record<string, unknown>>;
  /** Where in the file a path of the cell is written: in the sweep, or as it stands. */
  origin(path: Path, part?: Issue['at']): Path;
}

export interface Expansion {
  readonly cells: readonly RawCell[];
  readonly issues: readonly Issue[];
}

export function expandCells(
  registry: Registry,
  file: Readonly<Record<string, unknown>>,
  axes: readonly Axis[],
): Expansion {
  const issues = [...axes.flatMap(checkAxis), ...checkCount(axes)];
  if (issues.length > 0) return { cells: [], issues };
  const labels = axes.map(axisLabels);
  issues.push(...axes.flatMap((axis, i) => repeatedValues(axis, labels[i] as readonly string[])));
  const base = withKinds(
    registry,
    Object.fromEntries(CELL_KEYS.map((key) => [key, file[key]]).filter(([, value]) => value !== undefined)),
  );
  // a path below another one must be set after it
  const order = axes.map((_, i) => i).sort((a, b) => depth(axes[a]) - depth(axes[b]));

  const cells = combinations(axes).map((choice): RawCell => {
    let value: unknown = base;
    for (const i of order) {
      const { path, values } = axes[i] as Axis;
      const set = withValue(value, steps(path), values[choice[i] as number]);
      if (set) value = withKinds(registry, set.value as Record<string, unknown>);
      else
        issues.push(
          axisIssue(
            path,
            `the sweep path '${path}' does not exist`,
            'name a key of this file, dots between the levels',
          ),
        );
    }
    return {
      id: cellId(
        axes,
        choice.map((index, i) => labels[i]?.[index] as string),
      ),
      axes: Object.fromEntries(axes.map(({ path, values }, i) => [path, values[choice[i] as number]])),
      value: value as Record<string, unknown>,
      origin: (path, part) => originOf(path, axes, choice, part),
    };
  });
  return { cells, issues };
}

const depth = (axis: Axis | undefined) => (axis ? steps(axis.path).length : 0);

/** With every kind and part as a mapping, and those that stand there by default. */
function withKinds(registry: Registry, cell: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kinds = KIND_KEYS.map((key) => {
    const { section, fallback } = KIND_SECTIONS[key];
    return [key, normalizeKind(registry, section, cell[key] ?? fallback)] as const;
  });
  const { vms } = cell;
  const placed = typeof vms === 'object' && vms !== null && 'placement' in vms && !Array.isArray(vms.placement);
  return {
    ...cell,
    ...(placed && { vms: { ...vms, placement: normalizeKind(registry, 'placements', vms.placement) } }),
    ...Object.fromEntries(kinds.filter(([, kind]) => kind !== undefined)),
  };
}

function originOf(path: Path, axes: readonly Axis[], choice: readonly number[], part?: Issue['at']): Path {
  const covers = ({ path: axis }: Axis) => steps(axis).every((step, i) => String(path[i]) === step);
  const axis = axes.filter(covers).sort((a, b) => depth(b) - depth(a))[0];
  if (!axis) return path;
  const index = choice[axes.indexOf(axis)] as number;
  const rest = path.slice(depth(axis));
  // an unknown key is the fault of the axis, not of its values
  if (part === 'key' && rest.length === 0) return ['sweep', axis.path];
  return ['sweep', axis.path, index, ...rest];
}

function checkAxis({ path }: Axis): Issue[] {
  const [first = ''] = steps(path);
  if (path.length > LIMITS.nameCharacters.most)
    return [axisIssue(path, `a sweep path of ${path.length} characters`, `at most ${LIMITS.nameCharacters.most}`)];
  if (CELL_KEYS.includes(first)) return [];
  return [axisIssue(path, `the sweep path '${path}' does not exist`, didYouMean(first, CELL_KEYS))];
}

function checkCount(axes: readonly Axis[]): Issue[] {
  const total = axes.reduce((product, axis) => product * axis.values.length, 1);
  const { axes: mostAxes, cells: mostCells } = LIMITS;
  const issue = (what: string, most: number): Issue[] => [
    { path: ['sweep'], at: 'key', what, hint: `at most ${most}: sweep over less` },
  ];
  if (axes.length > mostAxes.most) return issue(`the sweep has ${axes.length} axes`, mostAxes.most);
  return total > mostCells.most ? issue(`the sweep has ${total} cells`, mostCells.most) : [];
}

function repeatedValues({ path }: Axis, labels: readonly string[]): Issue[] {
  const seen = new Set<string>();
  return labels.flatMap((label, i): Issue[] => {
    if (seen.size < seen.add(label).size) return [];
    return [
      {
        path: ['sweep', path, i],
        at: 'value',
        what: `sweep.${path}: '${label}' is there twice`,
        hint: 'remove one of them',
      },
    ];
  });
}

const axisIssue = (path: string, what: string, hint: string): Issue => ({
  path: ['sweep', path],
  at: 'key',
  what,
  hint,
});
