import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, printableLines } from '../../../src/base/printable.ts';
import { formatProblem } from '../../../src/base/problem.ts';

test.each([
  ['a title for the terminal', '\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
  ['a colour', '\u009b31m', '\\u009b31m'],
  ['a line turned around', 'a\u202eb', 'a\\u202eb'],
  ['ends of lines', 'a\r\nb\tc', 'a b c'],
  ['what people write', 'ffd(period=300 s) ± 日本', 'ffd(period=300 s) ± 日本'],
])('%s', (_, text, shown) => expect(printable(text)).toBe(shown));

test('no control character is left of any text, and it is printable once', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      expect(printable(printable(text))).toBe(printable(text));
    }),
  ));

test('lines stay lines', () => expect(printableLines('a\u001b\nb')).toBe('a\\u001b\nb'));

test('a problem is one line that does nothing', () => {
  const problem = { file: 'a\u001b[2J.yaml', line: 1, column: 2, what: "unknown key '\u0007'", hint: 'x\ny' };
  expect(formatProblem(problem)).toBe("a\\u001b[2J.yaml:1:2: unknown key '\\u0007'; x y");
});
