/** No host is ever promised more vCPUs than it has: the record of migrations, replayed, on random data centres. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MigrationRecord } from '../../../src/results/metrics/migration-record.ts';
import { runScenario } from '../../../src/simulation/run.ts';
import { platformOf } from '../../support/platforms.ts';
import { bursty, preCopy, scenario } from '../../support/scenarios.ts';

const VM_SIZES = [1, 2, 4] as const;

const dataCentre = fc.record({
  serverCores: fc.array(fc.constantFrom(2, 4, 6), { minLength: 1, maxLength: 4 }),
  vcpus: fc.array(fc.constantFrom(...VM_SIZES), { minLength: 1, maxLength: 12 }),
  choice: fc.constantFrom('most-dense', 'least-dense', 'random'),
  mechanism: fc.constantFrom(preCopy(), { ...preCopy(), kind: 'ideal' }, { ...preCopy(), kind: 'stop-and-copy' }),
  kind: fc.constantFrom('webserver', 'full-zero', 'tpc-c'),
  seed: fc.nat({ max: 1000 }),
});

type Sent = Pick<MigrationRecord, 'vm' | 'to' | 'startS'>;

/** Hosts that got a VM at one instant, with the vCPUs that are promised there from then on. */
function* promises(moves: Iterable<Sent>, vcpusOf: ReadonlyMap<string, number>, start: string) {
  const heading = new Map([...vcpusOf.keys()].map((vm) => [vm, start]));
  const inTime = [...moves].sort((a, b) => a.startS - b.startS);
  for (let i = 0; i < inTime.length; ) {
    const startS = inTime[i]?.startS;
    const hosts = new Set<string>();
    for (; inTime[i]?.startS === startS; i++) {
      const { vm, to } = inTime[i] as Sent;
      heading.set(vm, to);
      hosts.add(to);
    }
    for (const host of hosts) {
      let vcpus = 0;
      for (const [vm, to] of heading) if (to === host) vcpus += vcpusOf.get(vm) ?? 0;
      yield { host, vcpus, startS };
    }
  }
}

test('warehouse-highpower: what one decision has sent to a host counts in the rest of it', async () => {
  let crowded = 0;
  await fc.assert(
    fc.asyncProperty(dataCentre, async ({ serverCores, vcpus, choice, mechanism, kind, seed }) => {
      const server = { idleW: 185, busyW: 235, offW: 20 };
      const servers = serverCores.map((cores, i) => ({
        ...server,
        name: `pm-${i}`,
        cores,
        role: 'highpower' as const,
      }));
      const store = { ...server, name: 'store', cores: 64, role: 'warehouse' as const };
      const { migrations } = await runScenario(
        scenario({
          xml: platformOf([...servers, store]),
          durationS: 4 * 3600,
          vms: vcpus.map((count) => ({ count: 1, vcpus: count, memoryBytes: 4e9 })),
          // all at once want to leave the warehouse at t = 0, and there is not room for all of them
          placement: vcpus.map(() => 'store'),
          workload: bursty(kind as 'webserver'),
          policy: { kind: 'warehouse-highpower', parameters: { choice } },
          mechanism,
        }),
        seed,
      );
      const records = [...migrations];
      expect(records.every(({ outcome }) => outcome !== 'failed' && outcome !== 'refused')).toBe(true);
      const vcpusOf = new Map(vcpus.map((count, i) => [`vm-${i}`, count]));
      const coresOf = new Map(servers.map(({ name, cores }) => [name, cores]));
      for (const { host, vcpus: promised, startS } of promises(records, vcpusOf, 'store')) {
        const cores = coresOf.get(host);
        if (cores === undefined) continue;
        expect(promised, `${host} at ${startS} s`).toBeLessThanOrEqual(cores);
        if (promised === cores) crowded++;
      }
    }),
    { numRuns: 40 },
  );
  // or the property says nothing
  expect(crowded).toBeGreaterThan(20);
});
