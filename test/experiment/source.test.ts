import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { parseSource } from '../../src/experiment/source.ts';

const TEXT = `version: 1
vms:
  - count: 1
  - { count: 2, memory: 4 GB }
again: &it [1, 2]
alias: *it
`;

test.each<[(string | number)[], 'key' | 'value', string]>([
  [['version'], 'key', '1:1'],
  [['version'], 'value', '1:10'],
  [['vms', 1, 'memory'], 'value', '4:25'],
  [['vms', 1, 'memory'], 'key', '4:17'],
  [['vms', '0', 'count'], 'value', '3:12'],
  [['alias', 1], 'value', '5:16'],
  [['vms', 0, 'memory'], 'value', '3:5'],
  [['vms', 7], 'value', '3:3'],
  [['nothing', 'at', 'all'], 'value', '1:1'],
  [[], 'value', '1:1'],
])('%j, its %s, stands at %s', (path, part, place) => {
  const { line, column } = parseSource('x.yaml', TEXT).place(path, part);
  expect(`${line}:${column}`).toBe(place);
});

test('keys that JavaScript gives a meaning to are only keys', () => {
  const { value } = parseSource('x.yaml', 'toString: 1\nconstructor: 2\n');
  expect(Object.keys(value as object)).toEqual(['toString', 'constructor']);
  const refused = () => parseSource('x.yaml', 'sweep: { __proto__: [1, 2] }\n');
  expect(refused).toThrow("x.yaml:1:10: a key must not be '__proto__'");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('whatever the text, there is a value or there are problems, each within the text', () => {
  const words = [
    'a',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '|',
    '>',
    '&a',
    '*a',
    '!t',
    '#',
    '?',
    '%',
    '---',
    '...',
    '\n',
    '  ',
    '\t',
  ];
  const piece = fc.constantFrom(...words);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
      const text = pieces.join('');
      try {
        parseSource('x.yaml', text);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const lines = text.split('\n').length;
        for (const { line } of error.problems) expect(line >= 1 && line <= lines).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
