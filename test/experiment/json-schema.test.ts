import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { experimentJsonSchema } from '../../src/experiment/json-schema.ts';
import { builtIn, extend } from '../../src/models/registry.ts';

const schema = experimentJsonSchema();
const accepts = new Ajv2020({ allowUnionTypes: true }).compile(schema);

const examples = join(import.meta.dirname, '..', '..', 'examples');
const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?:yaml|json)$/.test(name),
);

const BASE = {
  version: 1,
  name: 'x',
  platform: 'x.xml',
  duration: '1 h',
  seeds: 1,
  vms: { count: 1, memory: '1 GB' },
  workload: 'webserver',
  policy: { kind: 'ffd', period: 60 },
};

describe('the published JSON Schema', () => {
  test.each(files)('takes examples/%s', (file) => {
    expect(accepts(parse(readFileSync(join(examples, file), 'utf8')))).toBe(true);
  });

  test.each([
    ['an unknown key', { ...BASE, colour: 'red' }],
    ['another version', { ...BASE, version: 2 }],
    ['an unknown kind', { ...BASE, policy: 'ffdd' }],
    ['an unknown parameter', { ...BASE, policy: { kind: 'ffd', perriod: 1 } }],
    ['a parameter of another kind', { ...BASE, policy: { kind: 'none', period: 1 } }],
    ['a kind without what it needs', { ...BASE, workload: { kind: 'trace' } }],
    ['no seeds', { ...BASE, seeds: [] }],
    ['VMs without memory', { ...BASE, vms: { count: 1 } }],
  ])('refuses %s', (_, experiment) => {
    expect(accepts(experiment)).toBe(false);
  });

  test('takes the base of these', () => {
    expect(accepts(BASE)).toBe(true);
  });

  test('says which keys may stand in the sweep instead', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['version', 'name', 'seeds'],
    });
    expect(schema.allOf).toContainEqual({
      anyOf: [
        { required: ['policy'] },
        { required: ['sweep'], properties: { sweep: { type: 'object', required: ['policy'] } } },
      ],
    });
  });

  test('knows the kinds of a user', () => {
    const never = { name: 'never', title: '', source: '', parameters: {}, create: () => ({}) };
    const text = JSON.stringify(experimentJsonSchema(extend(builtIn, { policies: [never] })));
    expect(text).toContain('"const":"never"');
  });
});
