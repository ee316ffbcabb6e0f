import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatJson } from '../../src/results/json.ts';

test('any JSON value is read back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(JSON.parse(formatJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('plain values share a line, others have their own', () => {
  expect(formatJson({ seeds: [0, 1], cell: { id: '-', left: undefined, axes: {} } })).toBe(
    '{\n  "seeds": [0, 1],\n  "cell": {\n    "id": "-",\n    "axes": {}\n  }\n}\n',
  );
});
