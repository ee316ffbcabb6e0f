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

  test('takes what the regular expression of the same form takes', () => {
    const { model } = fc.letrec<{ model: string }>((tie) => ({
      model: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('a', 'b', 'c'),
        fc
          .tuple(
            fc.array(tie('model'), { minLength: 1, maxLength: 3 }),
            fc.constantFrom(',', '|'),
            fc.constantFrom('', '*', '+', '?'),
          )
          .map(([parts, separator, sign]) => `(${parts.join(separator)})${sign}`),
      ),
    }));
    fc.assert(
      fc.property(model, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }), (form, children) => {
        const expression = new RegExp(`^${form.replaceAll(',', '')}$`);
        expect(accepts(form, children)).toBe(expression.test(children));
      }),
      { numRuns: 500 },
    );
  });
});
