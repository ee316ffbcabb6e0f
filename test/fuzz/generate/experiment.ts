/** Experiments made from the JSON Schema of experiment files, plain or mutated. */
import { stringify } from 'yaml';
import { experimentJsonSchema } from '../../../src/experiment/json-schema.ts';
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { mutateText } from '../mutate/text.ts';
import { mutateTree } from '../mutate/tree.ts';
import { SMALL_PLATFORMS, SMALL_TRACE, WAREHOUSE_PLATFORM } from './seeds.ts';

interface Schema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

const SCHEMA = experimentJsonSchema() as Schema;

/** What a value may be by the unit at the end of its description, small enough for a short run. */
const BY_UNIT: Readonly<Record<string, readonly unknown[]>> = {
  s: ['1 s', '300 s', '10 min', '0.5 h', 150, '2.5 s', '0 s', '30 ms'],
  B: ['1 GB', '512 MB', '1 GiB', 4e9, '64 kB', 1],
  'B/s': ['2 MB/s', 1e6, '0 B/s', '100 kB/s'],
  'bit/s': ['1 Gbps', '100 MB/s', 1e9, '10 Mbps'],
  file: ['loads.csv', 'missing.csv', 'platform.xml'],
  '': [0.5, 0, 1, 0.34, '0.7', 2, 8],
};

/** What the schema cannot tell. */
const BY_KEY: Readonly<Record<string, readonly unknown[]>> = {
  name: ['small', 'x-1', 'A.b_c'],
  description: ['Does it pay?'],
  maxRounds: [0, 1, 30],
  images: [1, 8, 'unlimited'],
  clusterSize: [1, 4, 'unlimited'],
  platform: ['platform.xml'],
  duration: ['1 h', '30 min', 600, '2 h'],
  count: [1, 2, 4, 8],
  vcpus: [1, 1, 2, 4],
  memory: ['1 GB', '512 MB', 2e9],
  at: ['100 s', 0, '20 min', 1e3],
  vm: ['vm-0', 'vm-1', 'vm-3', 'vm-99'],
  to: ['pm-0', 'pm-1', 'store', 'pm-9'],
  file: ['loads.csv'],
  period: ['300 s', '600 s', 60],
  seeds: [1, 2, [0], [7, 3]],
  placement: ['fill', 'round-robin'],
  simgrid: [{ 'network/model': 'CM02' }, { 'network/model': 'LV08', 'network/crosstraffic': 'no' }, {}],
};

function sample(schema: Schema, key: string, draw: Draw): unknown {
  const known = BY_KEY[key];
  if (known && !schema.properties) return draw.pick(known);
  if ('const' in schema) return schema.const;
  if (schema.enum) return draw.pick(schema.enum);
  if (schema.anyOf) return sample(draw.pick(schema.anyOf), '', draw);
  if (schema.properties) return objectOf(schema, draw);
  if (schema.type === 'array')
    return Array.from({ length: 1 + draw.below(3) }, () => sample(schema.items ?? {}, '', draw));
  if (schema.type === 'boolean') return draw.chance(0.5);
  if (schema.default !== undefined && draw.chance(0.4)) return schema.default;
  const unit = /\(([^()]*)\)$/.exec(schema.description ?? '')?.[1] ?? '';
  return draw.pick(BY_UNIT[unit] ?? ['x', 1]);
}

function objectOf(schema: Schema, draw: Draw): Record<string, unknown> {
  const { properties = {}, required = [] } = schema;
  const optional = Object.keys(properties).filter((key) => !required.includes(key));
  const keys = new Set([...required, ...draw.some(optional, 0.3)]);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, part]) => (keys.has(key) ? [[key, sample(part, key, draw)]] : [])),
  );
}

const CELL_KEYS = ['platform', 'duration', 'vms', 'workload', 'policy'];

/** One that the loader may take. */
export function experimentTree(draw: Draw): Record<string, unknown> {
  const { properties = {} } = SCHEMA;
  const { sweep: _, plugins: __, ...parts } = properties;
  const tree = objectOf({ ...SCHEMA, properties: parts, required: [...(SCHEMA.required ?? []), ...CELL_KEYS] }, draw);
  if (draw.chance(0.3)) tree.sweep = sweep(tree, draw);
  return tree;
}

function sweep(tree: Readonly<Record<string, unknown>>, draw: Draw): Record<string, unknown> {
  const inside = Object.entries(tree).flatMap(([key, part]) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.keys(part).map((k) => `${key}.${k}`)
      : [],
  );
  const paths = [...CELL_KEYS.slice(1), 'mechanism', ...inside];
  return Object.fromEntries(
    Array.from({ length: 1 + draw.below(2) }, () => {
      const path = draw.pick(paths);
      const [key = '', ...rest] = path.split('.');
      const schema = rest.length > 0 ? {} : (SCHEMA.properties?.[key] ?? {});
      return [path, Array.from({ length: 1 + draw.below(2) }, () => sample(schema, rest.at(-1) ?? key, draw))];
    }),
  );
}

export function experimentText(tree: unknown, draw: Draw): string {
  const write = (content: unknown) => (draw.chance(0.5) ? JSON.stringify(content, null, 1) : stringify(content));
  try {
    return write(tree);
  } catch {
    return JSON.stringify(tree); // no YAML for such a key
  }
}

export function experimentCase(draw: Draw): FuzzCase {
  const sane = experimentTree(draw);
  const change = draw.weighted({ none: 5, tree: 4, text: 2 });
  const text = experimentText(change === 'tree' ? mutateTree(sane, draw) : sane, draw);
  return {
    class: 'experiment',
    files: {
      'experiment.yaml': change === 'text' ? mutateText(text, draw) : text,
      'platform.xml': JSON.stringify(sane).includes('warehouse-highpower')
        ? WAREHOUSE_PLATFORM
        : draw.pick(SMALL_PLATFORMS),
      'loads.csv': SMALL_TRACE,
    },
    args: ['validate', 'experiment.yaml'],
  };
}
