import { expect, test } from 'vitest';
import { firstSentence, leadingComment, referencePage } from '../../scripts/docs/reference.ts';

test('a file is described by its first comment, and by nothing else of it', () => {
  expect(leadingComment('# One.\n# Two.\nversion: 1\n# not this\n')).toBe('One. Two.');
  expect(leadingComment('# One.\n#   wattshift run x.yaml\n# not this\nversion: 1\n')).toBe('One.');
  expect(leadingComment('version: 1\n')).toBe('');
  expect(leadingComment('# nothing else')).toBe('nothing else');
});

test('a sentence does not end at an initial', () => {
  expect(firstSentence("Machines (section 5.6.3 of S. Akiyama's thesis). More.")).toBe(
    "Machines (section 5.6.3 of S. Akiyama's thesis).",
  );
  expect(firstSentence('All 16. Then more.')).toBe('All 16.');
  expect(firstSentence('With table 5.3. For FFD.')).toBe('With table 5.3.');
  expect(firstSentence('No stop at all')).toBe('No stop at all');
});

test('no description on the page is cut off, or a file', () => {
  const described = referencePage()
    .split('\n')
    .filter((line) => /^\| \[[\w.-]+\]\(\.\.\/(?:examples|platforms)\//.test(line))
    .map((line) => line.split(' | ')[1]?.replace(/ \|$/, '') as string);
  expect(described.length).toBeGreaterThan(20);
  for (const text of described) {
    expect(text).toMatch(/(?<!\b[A-Z])[.?]$/);
    expect(text).not.toMatch(/\bversion: 1\b/);
  }
  expect(referencePage()).not.toMatch(/^\| --- \| --- \|\n\n/m);
});
