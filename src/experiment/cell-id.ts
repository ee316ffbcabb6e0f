/** The name of a cell: `mechanism=miyakodori(images=8),vms.vcpus=2`, or `-` without a sweep. */
import { basename } from 'node:path';
import type { Axis } from './sweep.ts';

const LONGEST = 80;

/** For each value of an axis its label, unique within the axis unless a value is there twice. */
export function axisLabels({ path, values }: Axis): readonly string[] {
  const labels = values.map((value, i) => {
    const text =
      path === 'platform' && typeof value === 'string' ? basename(value).replace(/\.xml$/i, '') : label(value);
    return text.length > LONGEST ? `${kindOf(value) ?? ''}(#${i + 1})` : text;
  });
  // platforms of the same name in different folders
  const unique = new Set(labels).size === labels.length;
  return unique ? labels : values.map((value, i) => (path === 'platform' ? label(value) : (labels[i] as string)));
}

export function cellId(axes: readonly Axis[], labels: readonly string[]): string {
  return axes.length === 0 ? '-' : axes.map(({ path }, i) => `${path}=${labels[i]}`).join(',');
}

function label(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(label).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value).replaceAll(/\s+/g, ' ').trim();
  const { kind, ...rest } = value as Record<string, unknown>;
  const parameters = Object.entries(rest).map(([key, part]) => `${key}=${label(part)}`);
  if (kind === undefined) return `(${parameters.join(',')})`;
  return parameters.length > 0 ? `${label(kind)}(${parameters.join(',')})` : label(kind);
}

const kindOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : undefined;
