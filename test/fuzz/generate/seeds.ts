/** Small valid files that mutations begin with. */
import { platformOf } from '../../support/platforms.ts';
import { star } from '../../support/scenarios.ts';

const server = { cores: 4, idleW: 185, busyW: 235, offW: 20 };
const NAMES = ['pm-0', 'pm-1', 'pm-2', 'pm-3'];

export const WAREHOUSE_PLATFORM = platformOf([
  ...NAMES.map((name) => ({ ...server, name, role: 'highpower' as const })),
  { ...server, name: 'store', cores: 32, role: 'warehouse' },
]);

export const SMALL_PLATFORMS: readonly string[] = [
  star(4, { latency: '50us' }),
  star(3, { mbps: 100, prop: '<prop id="ram" value="16GB"/>' }),
  platformOf(NAMES.map((name) => ({ ...server, name }))),
  WAREHOUSE_PLATFORM,
  platformOf([...NAMES.map((name) => ({ ...server, name })), { ...server, name: 'disks', role: 'storage' }]),
];

export const SMALL_TRACE = `time,vm,load,dirtyRate
0,vm-0,0.14,0
0,vm-1,0.2,1e6
0,vm-2,1,0
0,vm-3,0.5,2e6
600,vm-0,0.9,0
1200.5,vm-1,0,0
1200.5,vm-3,0.25,0
`;

/** Two VMs for an hour on whatever `platform.xml` is. */
export const SMALL_EXPERIMENT = {
  version: 1,
  name: 'small',
  platform: 'platform.xml',
  duration: '1 h',
  seeds: 1,
  vms: { count: 2, vcpus: 1, memory: '512 MB' },
  workload: { kind: 'webserver' },
  policy: { kind: 'ffd' },
};

/** Four VMs follow `loads.csv`. */
export const TRACED_EXPERIMENT = {
  ...SMALL_EXPERIMENT,
  vms: { count: 4, vcpus: 1, memory: '512 MB' },
  workload: { kind: 'trace', file: 'loads.csv' },
};
