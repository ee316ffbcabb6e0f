import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../src/base/random.ts';
import { ImageStore } from '../../../src/models/mechanisms/image-store.ts';
import { runScenario } from '../../../src/simulation/run.ts';
import { bursty, constant, ffd, moves, PLAIN_NETWORK, scenario, star } from '../../support/scenarios.ts';

describe('MiyakoDori', () => {
  const there = {
    xml: star(3),
    durationS: 3000,
    simgrid: PLAIN_NETWORK,
    mechanism: {
      kind: 'miyakodori',
      parameters: {
        setupTime: 0,
        maxDowntime: 0.03,
        maxRounds: 30,
        bandwidth: Number.POSITIVE_INFINITY,
        images: 8,
        eviction: 'oldest',
      },
    },
  };

  it('sends all memory the first time, and on the way back only what was written since', async () => {
    const s = scenario({
      ...there,
      workload: constant(1, 1e6, 1e9),
      policy: moves([100, 'vm-0', 'pm-1'], [500, 'vm-0', 'pm-0']),
    });
    const [out, back] = (await runScenario(s, 0)).migrations;
    expect(out).toMatchObject({ stage1Bytes: 4e9, reusedBytes: 0, imagesHit: 0 });
    const leftAt = out?.endS ?? 0;
    expect(back?.stage1Bytes).toBeCloseTo((500 - leftAt) * 1e6 + 1, -1); // 1 MB/s since the VM ran on at pm-1
    expect(back).toMatchObject({ imagesHit: 1, reusedBytes: 4e9 - (back?.stage1Bytes ?? 0) });
  });

  it('never sends more than the memory, nor counts a page of the working set twice in one stay', async () => {
    const s = scenario({
      ...there,
      workload: constant(1, 100e6, 128e6),
      policy: moves([100, 'vm-0', 'pm-1'], [500, 'vm-0', 'pm-0']),
    });
    const [, back] = (await runScenario(s, 0)).migrations;
    expect(back?.stage1Bytes).toBe(128e6);
  });

  it('keeps at most so many images, and says how many had to go', async () => {
    const vms = [{ count: 3, vcpus: 1, memoryBytes: 1e9 }];
    const trips = [0, 1, 2].flatMap((n) => [[100 + 100 * n, `vm-${n}`, 'pm-1'] as const]);
    const back = [
      [600, 'vm-0', 'pm-0'],
      [700, 'vm-2', 'pm-0'],
    ] as const;
    const mechanism = { ...there.mechanism, parameters: { ...there.mechanism.parameters, images: 2 } };
    const s = scenario({
      ...there,
      vms,
      placement: Array(3).fill('pm-0'),
      mechanism,
      policy: moves(...trips, ...back),
    });
    const { migrations } = await runScenario(s, 0);
    expect([...migrations].map((m) => [m.vm, m.imagesEvicted, m.imagesHit])).toEqual([
      ['vm-0', 0, 0],
      ['vm-1', 0, 0],
      ['vm-2', 1, 0],
      ['vm-0', 0, 0],
      ['vm-2', 0, 1],
    ]);
  });

  it('changes nothing but the migrations: the same seed draws the same loads', async () => {
    const base = {
      xml: star(4),
      vms: [{ count: 12, vcpus: 1, memoryBytes: 4e9 }],
      durationS: 7200,
      workload: bursty('webserver'),
      policy: ffd(),
    };
    const dynamics = [];
    for (const kind of ['pre-copy', 'miyakodori', 'ideal']) {
      const { metrics } = await runScenario(
        scenario({ ...base, mechanism: { kind, parameters: there.mechanism.parameters } }),
        7,
      );
      dynamics.push(metrics.baselineEnergyJ);
    }
    expect(new Set(dynamics).size).toBe(1);
  });
});

describe('the images of a host', () => {
  const store = (capacity: number, eviction: 'oldest' | 'least-recently-used' | 'least-reusable' | 'random') =>
    new ImageStore(capacity, eviction, randomStream(0, eviction), (vm) => 1000 * vm);
  const image = (vm: number) => ({ vm, updatedBytes: 0 });

  it('stay bounded, however long the run: by the capacity, or by one per VM', () => {
    const [eight, unlimited] = [store(8, 'oldest'), store(Number.POSITIVE_INFINITY, 'oldest')];
    for (let n = 0; n < 100_000; n++) {
      for (const images of [eight, unlimited]) images.keep(image((n * 7919) % 128));
      if (n % 3 === 0) unlimited.take((n * 31) % 128);
    }
    expect(eight.size).toBe(8);
    expect(unlimited.size).toBeLessThanOrEqual(128);
  });

  const left = (images: ImageStore) => [0, 1, 2, 3].filter((vm) => images.take(vm));

  it('make room by throwing the oldest away', () => {
    const images = store(3, 'oldest');
    for (const vm of [0, 1, 2]) images.keep(image(vm));
    images.restore(images.take(0) as { vm: number; updatedBytes: number }); // looked at, and not used up
    expect(images.keep(image(3))).toBe(1);
    expect(left(images)).toEqual([1, 2, 3]);
  });

  it('or the one that was not used for longest', () => {
    const images = store(3, 'least-recently-used');
    for (const vm of [0, 1, 2]) images.keep(image(vm));
    images.restore(images.take(0) as { vm: number; updatedBytes: number });
    images.keep(image(3));
    expect(left(images)).toEqual([0, 2, 3]);
  });

  it('or the one of which least can be reused', () => {
    const images = store(3, 'least-reusable');
    for (const vm of [2, 0, 1]) images.keep(image(vm));
    images.keep(image(3));
    expect(left(images)).toEqual([0, 1, 3]); // vm 2 has written most
  });

  it('or any, by the stream of the run', () => {
    const survivors = () => {
      const images = store(2, 'random');
      for (const vm of [0, 1, 2, 3]) images.keep(image(vm));
      return left(images);
    };
    expect(survivors()).toHaveLength(2);
    expect(survivors()).toEqual(survivors());
  });

  it('are not kept at all where there is no room for one', () => {
    const images = store(0, 'oldest');
    expect(images.keep(image(0))).toBe(0);
    expect(images.size).toBe(0);
  });
});
