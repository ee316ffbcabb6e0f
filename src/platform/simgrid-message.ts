import type { SimGridError } from '../simulation/kernel/index.ts';

const LONGEST = 300;

/** SimGrid's words on one line, without what only its developers need. */
export function simgridMessage({ message }: Pick<SimGridError, 'message'>): string {
  const [words = ''] = message.slice(0, 10 * LONGEST).split('Backtrace (displayed in actor', 1);
  const line = words
    .replace(/^Invalid XML \(XML input line \d+, state \d+\): /, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
}
