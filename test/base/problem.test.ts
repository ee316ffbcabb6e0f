import { expect, test } from 'vitest';
import { formatProblem } from '../../src/base/problem.ts';

test('a problem that quotes a long text keeps its beginning and its end', () => {
  const name = 'x'.repeat(40_000);
  const message = formatProblem({
    file: 'a.yaml',
    line: 3,
    column: 1,
    what: `unknown key '${name}' in policy 'ffd'`,
    hint: 'did you mean it?',
  });
  expect(message.length).toBeLessThan(700);
  expect(message).toMatch(/^a\.yaml:3:1: unknown key 'x+ \.\.\. x+' in policy 'ffd'; did you mean it\?$/);
});
