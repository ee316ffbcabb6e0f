/** An experiment that is an object already: plain data, and problems told by dotted path, because there is no line. */
import { InputError, type Problem } from '../base/problem.ts';
import { show } from './issue.ts';
import type { Path, Source } from './source.ts';

/** Levels of nesting: far more than an experiment has. */
const DEEPEST = 200;

/** A source whose problems are told as `name: dotted.path: ...`. Throws InputError with every part that is no plain
 * data: functions, dates, cycles and the like. Keys whose value is undefined count as left out. */
export function objectSource(name: string, given: unknown): Source {
  const problems: Problem[] = [];
  const place: Source['place'] = (path) => ({ file: name, line: 0, column: 0, path: path.join('.') });
  const value = copyPlain(given, (path, what) =>
    problems.push({ ...place(path), what, hint: 'an experiment is plain data: text, numbers, lists and objects' }),
  );
  if (problems.length > 0) throw new InputError(problems);
  return { file: name, value, place };
}

function copyPlain(given: unknown, report: (path: Path, what: string) => void): unknown {
  const open = new Set<unknown>();
  const copy = (value: unknown, path: Path): unknown => {
    if (typeof value !== 'object' || value === null) {
      if (['function', 'symbol', 'bigint'].includes(typeof value)) report(path, `expected data, got a ${typeof value}`);
      return value;
    }
    if (open.has(value)) return report(path, 'contains itself');
    if (path.length > DEEPEST) return report(path.slice(0, 3), 'nested too deeply');
    if (!Array.isArray(value) && !isPlain(value)) {
      return report(path, `expected a plain object, got a ${value.constructor?.name ?? show(value)}`);
    }
    open.add(value);
    const result = Array.isArray(value)
      ? Array.from(value, (item, i) => copy(item, [...path, i]))
      : Object.fromEntries(
          Object.entries(value).flatMap(([key, part]) =>
            part === undefined ? [] : [[key, copy(part, [...path, key])]],
          ),
        );
    open.delete(value);
    return result;
  };
  return copy(given, []);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Object.prototype of another realm has no prototype of its own either
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
