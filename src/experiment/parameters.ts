/** What an experiment file says besides its kinds, as parameter tables: loader and JSON Schema are made from these. */
import { z } from 'zod';
import { count, custom, flag, quantity } from '../kind.ts';
import type { Registry } from '../registry.ts';
import type { Table } from './issue.ts';
import { firstSeeds } from './seeds.ts';

/** The keys that hold a kind, where each kind is looked up, and what stands there when the key is left out. */
export const KIND_SECTIONS = {
  workload: { section: 'workloads', fallback: undefined, description: 'What the VMs do' },
  policy: { section: 'policies', fallback: undefined, description: 'When VMs move, and where to' },
  mechanism: { section: 'mechanisms', fallback: 'pre-copy', description: 'How a VM is moved' },
  migrationEnergy: {
    section: 'migrationEnergies',
    fallback: 'linear',
    description: 'What a move costs beyond the power of the hosts',
  },
  facility: {
    section: 'facilities',
    fallback: 'none',
    description: 'What the energy means for the building: PUE, price, carbon',
  },
} as const satisfies Record<string, { section: keyof Registry; fallback: string | undefined; description: string }>;

export type KindKey = keyof typeof KIND_SECTIONS;
export const KIND_KEYS = Object.keys(KIND_SECTIONS) as readonly KindKey[];

const MAX_SEEDS = 100_000;

const name = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: "letters, digits, '.', '_' and '-' only, a letter or digit first" });

const seedList = z
  .array(z.number().int().min(0))
  .min(1, { error: 'at least one seed is needed' })
  .max(MAX_SEEDS, { error: `at most ${MAX_SEEDS} seeds` })
  .superRefine((seeds, context) => {
    const seen = new Set<number>();
    for (const [i, seed] of seeds.entries()) {
      if (seen.has(seed)) context.addIssue({ code: 'custom', path: [i], message: `seed ${seed} is there twice` });
      seen.add(seed);
    }
  });
const seedCount = z
  .number({ error: 'expected a count of seeds or a list of seeds' })
  .int({ error: 'expected a whole number of seeds' })
  .min(1, { error: 'at least one seed is needed' })
  .max(MAX_SEEDS, { error: `at most ${MAX_SEEDS} seeds` });

const positiveDuration = quantity('time', 'Simulated time');

/** Keys that belong to the whole file. */
export const FILE_TABLE = {
  version: custom(
    z.literal(1, { error: 'this version of wattshift reads version 1' }),
    '',
    'Version of the file format: 1',
  ),
  name: custom(name, '', 'Name of the experiment, for results and their folder'),
  description: custom(z.string().optional(), '', 'What the experiment is about'),
  plugins: custom(
    z.array(z.string().min(1)).optional(),
    '',
    'ES modules with kinds of your own, relative to this file',
  ),
  sweep: custom(
    z.record(z.string(), z.array(z.unknown()).min(1, { error: 'an axis without values' })).optional(),
    '',
    'Dotted paths, such as vms.vcpus, with a list of values each; every combination is a cell',
  ),
} as const satisfies Table;

const SEEDS = 'How often every cell is run: a count (seeds 0, 1, ...) or a list of seeds';

/** `seeds` as a list, and as a count: two parameters, so that a problem speaks of the shape that was meant. */
export const SEED_LIST = custom(seedList, '', SEEDS);
export const SEED_COUNT = custom(seedCount.transform(firstSeeds), '', SEEDS);

/** Keys that may differ between cells, and are no kinds. */
export const CELL_TABLE = {
  platform: custom(z.string().min(1), 'file', 'SimGrid platform XML, relative to this file'),
  duration: {
    ...positiveDuration,
    schema: positiveDuration.schema.refine((seconds) => seconds > 0, { error: 'must be more than zero' }),
  },
  storageEnergy: flag('Count the energy of storage hosts', false),
  simgrid: custom(
    z
      .record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean()], { error: 'expected text or a number' }).transform(String),
      )
      .optional(),
    '',
    'SimGrid configuration items, such as network/model: CM02',
  ),
} as const satisfies Table;

export const GROUP_TABLE = {
  count: count('VMs of this kind', { min: 1, max: 1_000_000 }),
  vcpus: count('Virtual CPUs of each', { min: 1, max: 4096, default: 1 }),
  memory: quantity('bytes', 'Memory of each', { min: 1 }),
} as const satisfies Table;

export const PLACEMENT = custom(
  z
    .union([z.enum(['fill', 'round-robin']), z.array(z.string().min(1))], {
      error: 'expected fill, round-robin, or a list of host names, one per VM',
    })
    .optional(),
  'fill | round-robin | host names',
  'Where the VMs start: hosts in document order, each filled by vCPUs; one VM per host in turn; or a host per VM',
  'fill',
);

/** `vms` as one group, and as several. */
export const VMS_TABLE = { ...GROUP_TABLE, placement: PLACEMENT } as const satisfies Table;
export const GROUPS_TABLE = {
  groups: custom(z.array(z.unknown()).min(1), '', 'Groups of equal VMs, numbered through: vm-0, vm-1, ...'),
  placement: PLACEMENT,
} as const satisfies Table;

export const FILE_KEYS: readonly string[] = [...Object.keys(FILE_TABLE), 'seeds'];
export const CELL_KEYS: readonly string[] = [...Object.keys(CELL_TABLE), 'vms', ...KIND_KEYS];
