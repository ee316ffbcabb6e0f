/** How much of everything is read: far above what is useful, far below what would eat the machine. The page on limits
 * shows this table. */

interface Limit {
  readonly most: number;
  /** What there may be so many of. */
  readonly of: string;
}

const MIB = 2 ** 20;

export const LIMITS = {
  experimentFileBytes: { most: 4 * MIB, of: 'bytes of an experiment file' },
  platformBytes: { most: 64 * MIB, of: 'bytes of a platform' },
  profileBytes: { most: 256 * MIB, of: 'bytes of a profile' },
  traceBytes: { most: 256 * MIB, of: 'bytes of a trace' },
  pluginBytes: { most: 64 * MIB, of: 'bytes of a plugin' },
  baselineBytes: { most: 64 * MIB, of: 'bytes of a baseline' },
  resultBytes: { most: 448 * MIB, of: 'bytes of a `result.json` or `run.json`' },
  tableBytes: { most: 2048 * MIB - 1, of: 'bytes of a Parquet table of a run' },
  yamlDepth: { most: 200, of: 'levels of nesting in YAML and JSON' },
  xmlDepth: { most: 256, of: 'levels of nesting in XML' },
  repeatedValues: { most: 10_000, of: 'values that aliases repeat in an experiment file' },
  quantityCharacters: { most: 100, of: 'characters of a quantity, such as `4 GB`' },
  nameCharacters: { most: 255, of: 'characters of a name: hosts, links, zones, keys of an experiment file' },
  axes: { most: 20, of: 'axes of a sweep' },
  cells: { most: 10_000, of: 'cells of a sweep' },
  seeds: { most: 100_000, of: 'seeds of an experiment' },
  runs: { most: 1_000_000, of: 'runs of an experiment: cells times seeds' },
  configurationItems: { most: 100, of: 'items under `simgrid`' },
  hosts: { most: 100_000, of: 'hosts of a platform' },
  vms: { most: 100_000, of: 'VMs at a time' },
  arrivals: { most: 10_000_000, of: 'VMs that come in a run' },
  profileEvents: { most: 20_000_000, of: 'events of all profiles of a platform over the duration' },
} as const satisfies Record<string, Limit>;
