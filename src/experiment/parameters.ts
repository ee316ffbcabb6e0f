/** What an experiment file says besides its kinds, as parameter tables: loader and JSON Schema are made from these. */
import { z } from 'zod';
import { choice, count, custom, flag, part, quantity } from '../base/kind.ts';
import { LIMITS } from '../base/limits.ts';
import { type KindKey, SECTION_NAMES, SECTIONS, type Section, type SectionName } from '../models/sections.ts';
import { MIGRATION_ORDERS } from '../simulation/scenario.ts';
import { schemasOf, type Table } from './issue.ts';
import { firstSeeds } from './seeds.ts';

/** The section of each of these keys, in the order of the sections. */
export const KIND_SECTIONS = Object.fromEntries(
  SECTION_NAMES.flatMap((name) => {
    const section = SECTIONS[name];
    return section.key ? [[section.key, { ...section, section: name }]] : [];
  }),
) as Readonly<Record<KindKey, Section & { readonly section: SectionName }>>;

export const KIND_KEYS = Object.keys(KIND_SECTIONS) as readonly KindKey[];

const MAX_SEEDS = LIMITS.seeds.most;

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

const UNLIMITED = { default: 'unlimited', words: { unlimited: Number.POSITIVE_INFINITY }, min: 1 };

/** Keys of `migrations`. */
export const MIGRATIONS_TABLE = {
  perHost: count('Migrations from and to one host that may be under way at once', UNLIMITED),
  total: count('Migrations that may be under way at once in all', UNLIMITED),
  order: choice(MIGRATION_ORDERS, 'Which of those that wait goes first', 'fifo'),
} as const satisfies Table;

/** SimGrid takes less than some microseconds for no time at all. */
export const LEAST_DURATION_S = 1e-3;

/** Keys that may differ between cells, and are no kinds. */
export const CELL_TABLE = {
  platform: custom(z.string().min(1), 'file', 'SimGrid platform XML, relative to this file; or { racks, hosts, ... }'),
  duration: quantity('time', 'Simulated time', { min: LEAST_DURATION_S }),
  migrations: custom(
    z.strictObject(schemasOf(MIGRATIONS_TABLE)).optional(),
    '',
    'Limits on migrations at once; those that are too many wait',
  ),
  storageEnergy: flag('Count the energy of storage hosts', false),
  simgrid: custom(
    z
      .record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean()], { error: 'expected text or a number' }).transform(String),
      )
      .refine((items) => Object.keys(items).length <= LIMITS.configurationItems.most, {
        error: `more than ${LIMITS.configurationItems.most} items`,
      })
      .optional(),
    '',
    'SimGrid configuration items, such as network/model: CM02',
  ),
} as const satisfies Table;

const WHEN_FULL = ['queue', 'refuse'] as const;
const groupName = name.max(50).optional();

export const GROUP_TABLE = {
  name: custom(groupName, '', 'What the group is called'),
  count: count('VMs of this kind; with arrivals, how many come at most', {
    min: 1,
    max: LIMITS.vms.most,
    words: { unlimited: Number.POSITIVE_INFINITY },
  }),
  vcpus: count('Virtual CPUs of each', { min: 1, max: 4096, default: 1 }),
  memory: quantity('bytes', 'Memory of each', { min: 1 }),
  speed: custom(
    quantity('speed', '', { min: 1 }).schema.optional(),
    'flop/s',
    'Speed of a vCPU: a load is a share of this, not of the core that the VM is on',
  ),
  workload: { ...part<unknown>('workloads', 'What they do, instead of what all others do'), optional: true },
  arrivals: { ...part<unknown>('arrivals', 'When they come, if not at t = 0'), optional: true },
  lifetime: { ...part<unknown>('lifetimes', 'How long they run, if not to the end'), optional: true },
  whenFull: custom(
    z.enum(WHEN_FULL, { error: `expected one of ${WHEN_FULL.join(', ')}` }).optional(),
    WHEN_FULL.join(' | '),
    'What becomes of one that arrives where no host has room: queue where it is left out',
  ),
} as const satisfies Table;

export const PLACEMENT = {
  ...part<unknown>('placements', 'Where the VMs start: a placement, or a list with a host name per VM', 'fill'),
  unit: 'a placement | host names',
};

/** `vms` as one group, and as several. */
export const VMS_TABLE = { ...GROUP_TABLE, placement: PLACEMENT } as const satisfies Table;
export const GROUPS_TABLE = {
  groups: custom(z.array(z.unknown()).min(1), '', 'Groups of equal VMs, numbered through: vm-0, vm-1, ...'),
  placement: PLACEMENT,
} as const satisfies Table;

export const FILE_KEYS: readonly string[] = [...Object.keys(FILE_TABLE), 'seeds'];
export const CELL_KEYS: readonly string[] = [...Object.keys(CELL_TABLE), 'vms', ...KIND_KEYS];
