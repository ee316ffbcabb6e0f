/** What a user may be told: one clear message, with an exit code that fits. */
import { type Finding, finding } from './case.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the program speaks of itself instead of the input. */
const LEAKS: readonly (readonly [RegExp, string])[] = [
  [/\n\s+at .*[:(]\d+/, 'a stack'],
  [/^unexpected: /m, 'says unexpected'],
  [/this is a bug|please report/, 'says it is a bug'],
  [/The Impossible/, 'says the impossible did happen'],
  [
    /Cannot (?:read|set|convert) |is not (?:a function|iterable|defined|a constructor)|Maximum call stack|Invalid (?:array|typed array|string) length|out of memory|memory access out of bounds|unreachable|RangeError|TypeError/,
    'speaks of JavaScript',
  ],
  [/\[object \w+\]/, 'prints an object'],
  [/\bundefined\b/, 'says undefined'],
];

/** Terminals take orders by these. Line ends are fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const MOST_CHARACTERS = 2000;

/** What is wrong with how the command ended; undefined if nothing is. Words of the input may come up in messages, so
 * only those are held against the program that the input does not hold. */
export function faultOfMessage({ code, stdout, stderr }: Ended, input: string): Finding | undefined {
  if (![0, 1, 2, 3].includes(code)) return finding(`exit code ${code}`, stderr);
  for (const [pattern, what] of LEAKS) {
    const [found] = pattern.exec(stderr) ?? [];
    if (found !== undefined && !input.includes(found.trim()))
      return finding(`${what} (exit ${code})`, around(stderr, found));
  }
  const control = CONTROL.exec(stderr) ?? CONTROL.exec(stdout);
  if (control) return finding('a control character in the output', JSON.stringify(control[0]));
  if (code !== 0 && code !== 1 && stderr.trim() === '') return finding(`no word (exit ${code})`);
  const long = stderr.split('\n').find((line) => line.length > MOST_CHARACTERS);
  if (long !== undefined)
    return finding(`a message longer than ${MOST_CHARACTERS} characters`, `${long.slice(0, 200)}...`);
  return undefined;
}

/** Said already by the problem itself. */
const SAYS_WHAT_TO_WRITE = /such as|expected|use |must |too large/;

/** Every problem says what is wrong, and what to do about it. */
export function faultOfProblems(
  problems: readonly { readonly what: string; readonly hint: string }[],
): Finding | undefined {
  const silent = problems.find(
    ({ what, hint }) => what.trim() === '' || (hint.trim() === '' && !SAYS_WHAT_TO_WRITE.test(what)),
  );
  return silent && finding('a problem without a hint', silent.what);
}

function around(text: string, found: string): string {
  const at = text.indexOf(found);
  return text.slice(Math.max(0, at - 200), at + 300);
}
