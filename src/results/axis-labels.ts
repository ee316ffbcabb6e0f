import type { CellResult } from './result.ts';

/** The id `policy=ffd,vms.vcpus=2` as one label per axis. Axes come in the order of the id. */
export function axisLabels({ id, axes }: Pick<CellResult, 'id' | 'axes'>): readonly string[] {
  const paths = Object.keys(axes);
  const starts = paths.map((path, i) => (i === 0 ? 0 : id.indexOf(`,${path}=`) + 1));
  return paths.map((path, i) =>
    id.slice((starts[i] as number) + path.length + 1, (starts[i + 1] ?? id.length + 1) - 1),
  );
}
