/** The JSON Schema (2020-12) of experiment files, for editors: made from the tables that the loader reads by. */
import { z } from 'zod';
import { unguarded } from '../models/guard/guard-kinds.ts';
import { builtIn, type Registry } from '../models/registry.ts';
import { SECTION_NAMES, SECTIONS, type SectionName } from '../models/sections.ts';
import { PLATFORM_TABLE } from '../platform/shape.ts';
import type { Table } from './issue.ts';
import { kindsOf, type ReadableKind } from './kind-choice.ts';
import {
  CELL_KEYS,
  CELL_TABLE,
  FILE_TABLE,
  GROUP_TABLE,
  GROUPS_TABLE,
  KIND_KEYS,
  KIND_SECTIONS,
  SEED_COUNT,
  SEED_LIST,
  VMS_TABLE,
} from './parameters.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What every cell needs, and nothing stands in for. */
const NEEDED = ['platform', 'duration', 'vms', ...KIND_KEYS.filter((key) => KIND_SECTIONS[key].fallback === undefined)];

const WITH_WORKLOAD = { type: 'object', required: ['workload'] };
const ALL_WITH_WORKLOAD = { type: 'array', items: WITH_WORKLOAD };

/** Then none has to stand there for all. */
const EVERY_GROUP_HAS_ONE = {
  required: ['vms'],
  properties: {
    vms: {
      anyOf: [
        WITH_WORKLOAD,
        ALL_WITH_WORKLOAD,
        { type: 'object', required: ['groups'], properties: { groups: ALL_WITH_WORKLOAD } },
      ],
    },
  },
};

/** With the kinds of a registry; a file's own plugins are not in it. */
export function experimentJsonSchema(registry: Registry = builtIn): JsonSchema {
  const kinds = KIND_KEYS.map((key) => [key, kindSchema(registry, KIND_SECTIONS[key].section)] as const);
  const parts = SECTION_NAMES.filter((name) => SECTIONS[name].key === undefined);
  const { sweep, ...file } = properties(FILE_TABLE);
  const all: Record<string, unknown> = {
    ...file,
    seeds: { description: SEED_COUNT.description, anyOf: [inputOf(SEED_COUNT.schema), inputOf(SEED_LIST.schema)] },
    ...properties(CELL_TABLE),
    platform: platformSchema(),
    vms: vmsSchema(),
    ...Object.fromEntries(kinds),
    sweep: { ...(sweep as object), propertyNames: { pattern: `^(?:${CELL_KEYS.join('|')})(?:\\..+)?$` } },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'wattshift experiment, version 1',
    type: 'object',
    properties: all,
    required: ['version', 'name', 'seeds'],
    // the rest may stand in the sweep instead
    allOf: NEEDED.map((key) => ({
      anyOf: [
        { required: [key] },
        { required: ['sweep'], properties: { sweep: { type: 'object', required: [key] } } },
        ...(key === 'workload' ? [EVERY_GROUP_HAS_ONE] : []),
      ],
    })),
    additionalProperties: false,
    $defs: Object.fromEntries(parts.map((name) => [name, kindSchema(registry, name)])),
  };
}

function platformSchema(): JsonSchema {
  const { schema, description } = CELL_TABLE.platform;
  return { description, anyOf: [inputOf(schema), tableSchema(PLATFORM_TABLE as unknown as Table)] };
}

function vmsSchema(): JsonSchema {
  const group = tableSchema(GROUP_TABLE);
  const groups = { type: 'array', minItems: 1, items: group };
  const placed = tableSchema(GROUPS_TABLE) as { readonly properties: object };
  return {
    description: 'The virtual machines: equal ones, or groups of equal ones',
    anyOf: [tableSchema(VMS_TABLE), groups, { ...placed, properties: { ...placed.properties, groups } }],
  };
}

function kindSchema(registry: Registry, section: SectionName): JsonSchema {
  const kinds = [...kindsOf(registry, section).values()];
  const withoutParameters = kinds.filter(({ parameters }) =>
    Object.values(parameters).every((parameter) => parameter.default !== undefined),
  );
  const { description, fallback } = SECTIONS[section];
  return {
    description,
    ...(fallback === undefined ? {} : { default: fallback }),
    anyOf: [
      ...(withoutParameters.length > 0 ? [{ enum: withoutParameters.map(({ name }) => name) }] : []),
      ...kinds.map(oneKind),
    ],
  };
}

function oneKind({ name, title, parameters }: ReadableKind): JsonSchema {
  const table = tableSchema(parameters);
  const required = ['kind', ...(table.required as readonly string[])];
  return { ...table, title, properties: { kind: { const: name }, ...(table.properties as object) }, required };
}

function tableSchema(table: Table): JsonSchema {
  const required = Object.entries(table).filter(
    ([, { schema, default: fallback, part, optional }]) =>
      fallback === undefined && !optional && (part !== undefined || !schema.safeParse(undefined).success),
  );
  return {
    type: 'object',
    properties: properties(table),
    required: required.map(([name]) => name),
    additionalProperties: false,
  };
}

const properties = (table: Table): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(table).map(([name, { schema, unit, description, default: fallback, part }]) => [
      name,
      {
        ...(part === undefined ? inputOf(schema) : partSchema(part)),
        description: unit ? `${description} (${unit})` : description,
        ...(fallback === undefined ? {} : { default: fallback }),
      },
    ]),
  );

/** Where VMs start may be a list of hosts as well. */
function partSchema(section: string): JsonSchema {
  const { key } = SECTIONS[section as SectionName];
  const part = { $ref: key ? `#/properties/${key}` : `#/$defs/${section}` };
  return section === 'placements' ? { anyOf: [part, { type: 'array', items: { type: 'string' } }] } : part;
}

/** What a schema accepts, as far as JSON Schema can say it: what transforms check on top is left to the loader. */
function inputOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(unguarded(schema), { io: 'input', unrepresentable: 'any' });
  return rest;
}
