import { describe, expect, test } from 'vitest';
import { axisLabels, cellId } from '../../src/experiment/cell-id.ts';
import { type Axis, combinations, withValue } from '../../src/experiment/sweep.ts';

const mechanisms: Axis = { path: 'mechanism', values: ['pre-copy', { kind: 'miyakodori', images: 8 }] };
const vcpus: Axis = { path: 'vms.vcpus', values: [1, 2, 4] };

describe('the cells of a sweep', () => {
  test('are every combination, the first axis slowest', () => {
    expect(combinations([mechanisms, vcpus])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  test('are one without axes', () => {
    expect(combinations([])).toEqual([[]]);
  });
});

describe('a value at a path', () => {
  const base = { vms: [{ count: 1 }, { count: 2 }], policy: { kind: 'ffd' } };

  test('replaces what is there and leaves the rest, and the original', () => {
    expect(withValue(base, ['vms', '1', 'count'], 5)?.value).toEqual({
      vms: [{ count: 1 }, { count: 5 }],
      policy: { kind: 'ffd' },
    });
    expect(base.vms[1]?.count).toBe(2);
  });

  test('may be new', () => {
    expect(withValue(base, ['policy', 'period'], '1 s')?.value).toMatchObject({
      policy: { kind: 'ffd', period: '1 s' },
    });
    expect(withValue(base, ['simgrid', 'network/model'], 'CM02')?.value).toMatchObject({
      simgrid: { 'network/model': 'CM02' },
    });
  });

  test.each([[['policy', 'kind', 'x']], [['vms', '2', 'count']], [['vms', 'count']]])('cannot be at %s', (path) => {
    expect(withValue(base, path, 1)).toBeUndefined();
  });
});

describe('the name of a cell', () => {
  const nameOf = (axes: readonly Axis[], choice: readonly number[]) =>
    cellId(
      axes,
      choice.map((value, i) => axisLabels(axes[i] as Axis)[value] as string),
    );

  test('says kind and parameters', () => {
    expect(nameOf([mechanisms], [1])).toBe('mechanism=miyakodori(images=8)');
    expect(nameOf([mechanisms, vcpus], [0, 2])).toBe('mechanism=pre-copy,vms.vcpus=4');
    expect(nameOf([], [])).toBe('-');
  });

  test('says the platform by its file name, or by all of its path where that is needed', () => {
    expect(
      axisLabels({ path: 'platform', values: ['../platforms/rack16-1g.xml', '../platforms/rack16-10g.xml'] }),
    ).toEqual(['rack16-1g', 'rack16-10g']);
    expect(axisLabels({ path: 'platform', values: ['a/rack.xml', 'b/rack.xml'] })).toEqual([
      'a/rack.xml',
      'b/rack.xml',
    ]);
  });

  test('counts values that are too long for a name', () => {
    const moves = (n: number) => ({
      kind: 'scripted',
      moves: Array.from({ length: 9 }, (_, i) => ({ at: `${n + i} s`, vm: 'vm-0', to: 'pm-1' })),
    });
    expect(axisLabels({ path: 'policy', values: ['none', moves(1), moves(2)] })).toEqual([
      'none',
      'scripted(#2)',
      'scripted(#3)',
    ]);
  });
});
