import { expect, test } from 'vitest';
import { checkPlacement, type HostRoom } from '../../src/experiment/placement-check.ts';
import { builtIn } from '../../src/models/registry.ts';
import type { StartPlaces } from '../../src/simulation/scenario.ts';

const host = (name: string, cores: number, more: Partial<HostRoom> = {}): HostRoom => ({
  name,
  cores,
  role: undefined,
  ram: undefined,
  ...more,
});
const vms = (count: number, vcpus: number, placement: StartPlaces = 'fill', memoryBytes = 1e9) => ({
  vms: [{ count, vcpus, memoryBytes }],
  placement,
});
const issues = (hosts: readonly HostRoom[], scenario: ReturnType<typeof vms>) =>
  checkPlacement(builtIn, hosts, scenario).map(({ path, what }) => `${path.join('.')}: ${what}`);

const hosts = [host('a', 4), host('b', 4)];

test('VMs that fit are no issue', () => {
  expect(issues(hosts, vms(8, 1))).toEqual([]);
  expect(issues(hosts, vms(2, 4))).toEqual([]);
});

test('hosts are filled one after the other, so a rest of cores may be lost', () => {
  // 3 + 3 > 4: one VM of 3 per host
  expect(issues(hosts, vms(3, 3))).toEqual([
    expect.stringMatching(/^vms\.count: 3 VMs with 9 vCPUs do not fit on 2 hosts with 8 cores/),
  ]);
});

test('round-robin and named hosts may be overbooked', () => {
  expect(issues(hosts, vms(100, 1, 'round-robin'))).toEqual([]);
  expect(
    issues(
      hosts,
      vms(
        9,
        1,
        Array.from({ length: 9 }, () => 'a'),
      ),
    ),
  ).toEqual([]);
});

test('warehouses hold no VM at first, unless they are named', () => {
  const withWarehouse = [host('w', 100, { role: 'warehouse' }), host('a', 1)];
  expect(issues(withWarehouse, vms(2, 1))).toHaveLength(1);
  expect(issues(withWarehouse, vms(2, 1, ['w', 'w']))).toEqual([]);
  expect(issues([host('w', 100, { role: 'warehouse' })], vms(1, 1))).toEqual([expect.stringContaining('platform: ')]);
});

test('memory counts where the platform tells it', () => {
  const small = [host('a', 4, { ram: '4GB' }), host('b', 4, { ram: '32 GiB' })];
  expect(issues(small, vms(8, 1, 'fill', 1e9))).toEqual([]);
  expect(issues(small, vms(8, 1, 'fill', 2e9))).toEqual([
    expect.stringMatching(
      /^vms\.count: 8 VMs with 8 vCPUs and 16 GB of memory do not fit on 2 hosts with 8 cores and 38\.36 GB of memory \(vm-6 does not fit/,
    ),
  ]);
  // two of them have room on a, four on b
  expect(issues(small, vms(6, 1, 'fill', 2e9))).toEqual([]);
  expect(issues(small, vms(6, 1, 'round-robin', 2e9))).toEqual([
    "vms.memory: the VMs on 'a' need 6 GB of memory, it has 4 GB",
  ]);
});

test('host names must be those of the platform', () => {
  expect(issues(hosts, vms(3, 1, ['a', 'c', 'B']))).toEqual([
    "vms.placement.1: there is no host 'c'",
    "vms.placement.2: there is no host 'B'",
  ]);
});
