import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../src/base/problem.ts';
import { validateFile } from '../../src/experiment/validate.ts';
import { BAD_FILES } from './bad-files.ts';

const corpus = join(import.meta.dirname, 'corpus');

describe('a broken file is refused with the place of the fault', () => {
  test.each(BAD_FILES)('$file', async ({ file, says, line, column, within }) => {
    const { problems } = await validateFile(join(corpus, file));
    const found = problems.map(({ file, line, column, ...rest }) => ({
      file,
      line,
      column,
      text: formatProblem({ file, line, column, ...rest }),
    }));
    const expected = { file: join(corpus, within ?? file), line, column, text: expect.stringContaining(says) };
    expect(found).toContainEqual(expected);
    for (const { text } of found) expect(text).not.toMatch(/\n\s+at /);
  });
});

test.each(['ok.yaml', 'platforms/ok.xml'])('%s is what the others would be without their faults', async (file) => {
  expect((await validateFile(join(corpus, file))).problems).toEqual([]);
});
