import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentModel } from '../../src/platform/content-model.ts';

function accepts(model: string, children: string): boolean {
  let state = contentModel(model);
  for (const child of children) {
    const next = state.next(child);
    if (!next) return false;
    state = next;
  }
  return state.complete;
}

describe('a content model', () => {
  test.each([
    ['EMPTY', '', 'a'],
    ['(#PCDATA)', '', 'a'],
    ['(a)', 'a', 'aa'],
    ['(a,b)', 'ab', 'ba'],
    ['(a|b)', 'b', 'ab'],
    ['(a?,b+)', 'abb', 'aab'],
    ['((a*),((b|c)*,(c|d)*))', 'aabcbcdcd', 'adb'],
  ])('%s takes <%s> and not <%s>', (model, right, wrong) => {
    expect(accepts(model, right)).toBe(true);
    expect(accepts(model, wrong)).toBe(false);
  });

  test('says what may come next', () => {
    const start = contentModel('((a|b)*,c)');
    expect([...start.allowed].sort()).toEqual(['a', 'b', 'c']);
    expect(start.complete).toBe(false);
    expect(start.next('c')).toMatchObject({ allowed: [], complete: true });
  });

  test('that is not deterministic is followed along every path', () => {
    // SimGrid's zones begin with either of two models that share children
    const zone = '((p*),(((z|l)*,(r|t)*,(t)*)|((h|l)*,(s|t)*)))';
    for (const right of ['', 'ppllzr', 'llh', 'lhlst', 'zlrtt']) expect(accepts(zone, right)).toBe(true);
    for (const wrong of ['zh', 'hz', 'rl', 'lp', 'zs']) expect(accepts(zone, wrong)).toBe(false);
  });

  test('takes what its meaning says: from where it may begin to where it may end', () => {
    const { form } = fc.letrec<{ form: Form }>((tie) => ({
      form: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Form[]>('a', 'b', 'c'),
        fc.record({
          parts: fc.array(tie('form'), { minLength: 1, maxLength: 3 }),
          separator: fc.constantFrom(',' as const, '|' as const),
          sign: fc.constantFrom('' as const, '*' as const, '+' as const, '?' as const),
        }),
      ),
    }));
    const children = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(form, children, (model, text) => {
        expect(accepts(written(model), text)).toBe(ends(model, text, new Set([0])).has(text.length));
      }),
      { numRuns: 1000 },
    );
  });
});

type Form =
  | string
  | { readonly parts: readonly Form[]; readonly separator: ',' | '|'; readonly sign: '' | '*' | '+' | '?' };

const written = (form: Form): string =>
  typeof form === 'string' ? form : `(${form.parts.map(written).join(form.separator)})${form.sign}`;

/** The positions in the text at which a form may end that begins at one of `starts`. */
function ends(form: Form, text: string, starts: ReadonlySet<number>): Set<number> {
  if (typeof form === 'string') return new Set([...starts].filter((i) => text[i] === form).map((i) => i + 1));
  const once = (from: ReadonlySet<number>) =>
    form.separator === ','
      ? form.parts.reduce<ReadonlySet<number>>((at, part) => ends(part, text, at), from)
      : new Set(form.parts.flatMap((part) => [...ends(part, text, from)]));
  const found = new Set(once(starts));
  if (form.sign === '*' || form.sign === '+') {
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const end of once(found)) found.add(end);
    }
  }
  if (form.sign === '*' || form.sign === '?') for (const start of starts) found.add(start);
  return found;
}
