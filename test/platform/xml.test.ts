import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesIn } from '../../src/platform/lines.ts';
import { readXml } from '../../src/platform/xml.ts';

test('every element and attribute knows its place', () => {
  const text =
    '<?xml version="1.0"?>\r\n<a>\n  <b\n    one = "1>2"\n    two=\'"\'/><!-- <c/> -->\n  <d e="&lt;&#65;"/>\n</a>\n';
  const at = placesIn('x.xml', text);
  const found: string[] = [];
  const place = (offset: number) => `${at(offset).line}:${at(offset).column}`;
  const fault = readXml(text, {
    open(element) {
      found.push(`${element.name} ${place(element.at)} in ${element.parent?.name}`);
      for (const { name, value, nameAt, valueAt } of element.attributes.values())
        found.push(`${name}=${value} ${place(nameAt)} ${place(valueAt)}`);
    },
    close: ({ name }) => void found.push(`/${name}`),
  });
  expect(fault).toBeUndefined();
  expect(found).toEqual([
    'a 2:1 in undefined',
    'b 3:3 in a',
    'one=1>2 4:5 4:12',
    'two=" 5:5 5:10',
    '/b',
    'd 6:3 in a',
    'e=<A 6:6 6:9',
    '/d',
    '/a',
  ]);
});

test('the handlers may be left out', () => {
  expect(readXml(`<a>${'<b/>'.repeat(1000)}</a>`, { open: () => undefined })).toBeUndefined();
});

test.each([
  ['<a><b></a>', 6, 'this tag does not close <b>'],
  ['<a></b></a>', 3, 'this tag does not close <a>'],
  ['<a/></b>', 4, 'an end tag without its beginning'],
  ['<a x="1" x="2"/>', 9, "the attribute 'x' is there twice"],
  ['<a x="<"/>', 6, 'not well-formed XML: disallowed character'],
  ['<a>&b;</a>', 5, 'an unknown entity'],
  ['<a><b', 4, 'the file ends inside <a>'],
  ['<a', 1, 'the file ends inside <platform>'],
  ['<a/><b/>', 6, 'not well-formed XML: documents may contain only one root'],
  ['  hello', 2, 'not XML'],
  ['<a/> hello', 5, 'text outside of <platform>'],
  ['', 0, 'not XML'],
])('%s is refused at %d', (text, at, what) => {
  expect(readXml(text, {})).toMatchObject({ at, what });
});

test('whatever is read, it ends, and nothing is thrown', () => {
  const pieces = fc.constantFrom(
    '<a',
    '</a>',
    '>',
    '/>',
    ' x="1"',
    "'",
    '&amp;',
    '&b;',
    '<!DOCTYPE a [',
    ']>',
    '<!--',
    '-->',
    '<?x',
    '?>',
    '<![CDATA[',
    ']]>',
    'text',
    '\n',
    '\u{1F600}',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const fault = readXml(text, {});
      if (fault) expect(fault.at).toBeGreaterThanOrEqual(0);
      if (fault) expect(fault.at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});
