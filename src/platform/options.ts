/** The options of `wattshift platform`, and the keys of `platform:` in an experiment file. Plain data: the command tells
 * them in its help without loading what reads them. */

export interface PlatformOption {
  /** What stands for the value in the help. */
  readonly argument: string;
  readonly description: string;
  /** As written; without one, the option is needed. */
  readonly default?: string;
}

export const OPTIONS = {
  racks: { argument: 'n', description: 'Racks, each with a switch of its own' },
  hosts: { argument: 'n', description: 'Hosts per rack' },
  nic: {
    argument: 'bandwidth',
    description: 'Link of each host to the switch of its rack, full duplex',
    default: '25 Gbps',
  },
  oversubscription: {
    argument: 'ratio',
    description: "Bandwidth of a rack's hosts over that of the rack's uplink; 1 blocks nothing",
    default: '3',
  },
  latency: { argument: 'time', description: 'Latency of each link', default: '0.05 ms' },
  cores: { argument: 'n', description: 'Cores of each host', default: '32' },
  speed: {
    argument: 'speed',
    description: 'Speed of one core; loads are shares of it, so it cancels out of results',
    default: '10 Gf',
  },
  ram: { argument: 'size', description: 'Memory of each host, or unlimited', default: '256 GiB' },
  watts: {
    argument: 'idle:busy',
    description: 'Power of each host without load and with all cores busy; or idle:epsilon:all-cores',
    default: '90:210',
  },
  off: { argument: 'power', description: 'Power of each host asleep', default: '5 W' },
  storage: {
    argument: 'bandwidth',
    description: 'Link of a storage host, san, to the core switch; none leaves it out',
    default: 'none',
  },
  name: { argument: 'name', description: 'Name of the zone that holds everything', default: 'data-centre' },
} as const satisfies Record<string, PlatformOption>;

export type OptionName = keyof typeof OPTIONS;
