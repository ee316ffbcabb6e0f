import type { InputStamp } from '../base/input/input-stamp.ts';

/** A file that is not what it was when the baseline was recorded. */
export interface InputChange extends Pick<InputStamp, 'role' | 'name'> {
  readonly kind: 'changed' | 'new' | 'gone';
}

/** By role and name; a file with another name and the same content has not changed. Undefined where one side does not say
 * what it was made from. */
export function inputChanges(
  recorded: readonly InputStamp[] | undefined,
  measured: readonly InputStamp[] | undefined,
): readonly InputChange[] | undefined {
  if (!recorded || !measured) return undefined;
  const same = (a: InputStamp, b: InputStamp) => a.role === b.role && a.sha256 === b.sha256;
  const named = (a: InputStamp, b: InputStamp) => a.role === b.role && a.name === b.name;
  const change =
    (kind: InputChange['kind']) =>
    ({ role, name }: InputStamp) =>
      ({ kind, role, name }) as const;
  const left = measured.filter((now) => !recorded.some((before) => same(before, now)));
  const lost = recorded.filter((before) => !measured.some((now) => same(before, now)));
  return [
    ...left.filter((now) => recorded.some((before) => named(before, now))).map(change('changed')),
    ...left.filter((now) => !recorded.some((before) => named(before, now))).map(change('new')),
    ...lost.filter((before) => !measured.some((now) => named(before, now))).map(change('gone')),
  ];
}
