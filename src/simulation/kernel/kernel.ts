import { SimGrid } from 'simgrid-wasm';
import type { PlatformFiles } from '../scenario.ts';

/** A host as the platform describes it; speeds in flop/s, power in watts. */
export interface KernelHost {
  readonly index: number;
  readonly name: string;
  readonly cores: number;
  readonly speed: number;
  readonly role: string | undefined;
  /** The `ram` property as written. */
  readonly ram: string | undefined;
  /** Properties that SimGrid itself does not read, as written. */
  readonly properties: Readonly<Partial<Record<(typeof OWN_PROPERTIES)[number], string>>>;
  readonly idleW: number;
  /** Power with next to no load, and with all cores busy: what lies between is linear in the load. */
  readonly minW: number;
  readonly maxW: number;
  readonly offW: number;
}

/** Host properties of this project's own. */
const OWN_PROPERTIES = ['ram', 'wattage_curve', 'sleep_time', 'sleep_power', 'wake_time', 'wake_power'] as const;

/** Configuration items that shape the figures: results name their values. */
const TELLING_ITEMS = [
  'cpu/model',
  'cpu/solver',
  'host/model',
  'maxmin/precision',
  'network/TCP-gamma',
  'network/bandwidth-factor',
  'network/crosstraffic',
  'network/latency-factor',
  'network/loopback-bw',
  'network/loopback-lat',
  'network/model',
  'network/solver',
  'network/weight-S',
  'surf/precision',
];

/** One SimGrid instance with one platform. Use it for one run, then dispose of it. */
export interface Kernel extends Disposable {
  readonly version: string;
  readonly configuration: Readonly<Record<string, string>>;
  readonly hosts: readonly KernelHost[];
  readonly simgrid: SimGrid;
}

/** Opens a fresh SimGrid with this platform. Throws SimGridError with SimGrid's own message; for the XML, `file` is
 * relative to the platform file's folder. */
export async function openKernel(
  platform: PlatformFiles,
  configuration: Readonly<Record<string, string>> = {},
  log?: (line: string) => void,
): Promise<Kernel> {
  const simgrid = await SimGrid.open(log ? { log } : {});
  simgrid.setLog('root.thresh:warning');
  for (const [name, value] of Object.entries(configuration)) simgrid.configure(name, value);
  const count = simgrid.load(withPlainWattage(platform.xml), platform.profiles);
  const hosts = Array.from({ length: count }, (_, index) => describeHost(simgrid, index));
  const items = [...new Set([...TELLING_ITEMS, ...Object.keys(configuration)])].sort();
  return {
    version: simgrid.version,
    configuration: Object.fromEntries(items.map((item) => [item, simgrid.configuration(item) ?? ''])),
    hosts,
    simgrid,
    [Symbol.dispose]: () => simgrid.dispose(),
  };
}

/** SimGrid's host-energy plugin insists on a power range. A host with a measured curve has none: it gets one that says
 * nothing, on the same line, and its energy is not the plugin's. */
function withPlainWattage(xml: string): string {
  const curve = /<prop\s[^<>]*\bid\s*=\s*(["'])wattage_curve\1/g;
  return xml.replace(curve, (prop) => `<prop id="wattage_per_state" value="0:0"/>${prop}`);
}

function describeHost(simgrid: SimGrid, index: number): KernelHost {
  return {
    index,
    name: simgrid.hostName(index),
    cores: simgrid.hostCores(index),
    speed: simgrid.hostSpeed(index),
    role: simgrid.hostProperty(index, 'role'),
    ram: simgrid.hostProperty(index, 'ram'),
    properties: Object.fromEntries(
      OWN_PROPERTIES.flatMap((name) => {
        const value = simgrid.hostProperty(index, name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    ...simgrid.hostPowerRange(index),
    offW: Number(simgrid.hostProperty(index, 'wattage_off') ?? 0),
  };
}
