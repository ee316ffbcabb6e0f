import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { InputError } from 'wattshift';
import { chooseItems } from '../src/choose.ts';
import { items } from '../src/items/index.ts';
import { experimentFile } from '../src/laboratory.ts';

test('items and their claims have names of their own', () => {
  const names = items.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { printed } of items) expect(Object.keys(printed).length).toBeGreaterThan(0);
});

test.each(items.flatMap(({ experiments }) => experiments))('%s is an experiment file of the package', (name) => {
  expect(existsSync(experimentFile(name))).toBe(true);
});

test('printed figures are numbers as text', () => {
  const claims = items.flatMap(({ printed }) => Object.values(printed));
  const figures = claims.flatMap(({ printed }) => {
    if (printed.kind === 'words') return [];
    return printed.kind === 'about' ? [printed.low, printed.high] : [printed.figure];
  });
  for (const figure of figures) expect(figure).toMatch(/^-?\d+(\.\d+)?$/);
});

test('items are chosen by name, in the order of the document', () => {
  expect(chooseItems([])).toBe(items);
  expect(chooseItems(['ffd', 'whp']).map(({ name }) => name)).toEqual(['whp', 'ffd']);
  expect(() => chooseItems(['wph'])).toThrow(InputError);
  expect(() => chooseItems(['wph'])).toThrow(/whp/);
});
