/** Elements and attributes as SimGrid's document type allows them. */
import { didYouMean } from '../../base/input/did-you-mean.ts';
import type { ContentState } from '../content-model.ts';
import { simgridDtd } from '../dtd.ts';
import type { XmlElement } from '../xml.ts';
import { REMOVED } from './removed.ts';
import { type Rule, titleOf } from './rule.ts';

export const structure: Rule = ({ problem }) => {
  const dtd = simgridDtd();
  // what may come next in each open element; undefined inside an element that is unknown
  const states: (ContentState | undefined)[] = [];

  const checkPlace = (element: XmlElement) => {
    const { name, at, parent } = element;
    if (!parent) {
      if (name !== 'platform')
        problem(at, `the root element is <${name}>`, 'a platform begins with <platform version="4.1">');
      return;
    }
    const state = states.at(-1);
    if (!state) return;
    const next = state.next(name);
    if (next) states[states.length - 1] = next;
    else if (!dtd.has(name))
      problem(at, `unknown element <${name}>`, didYouMean(name, state.allowed.length > 0 ? state.allowed : dtd.keys()));
    else if (!dtd.get(parent.name)?.content.next(name))
      problem(at, `<${name}> cannot stand in ${titleOf(parent)}`, expected(state));
    else
      problem(
        at,
        `<${name}> comes too late in ${titleOf(parent)}`,
        `${expected(state)}; in a zone, first what it holds, then the routes`,
      );
  };

  const checkAttributes = (element: XmlElement) => {
    const known = dtd.get(element.name)?.attributes;
    if (!known) return;
    for (const { name, value, nameAt, valueAt } of element.attributes.values()) {
      const attribute = known.get(name);
      if (!attribute)
        problem(nameAt, `unknown attribute '${name}' of <${element.name}>`, didYouMean(name, known.keys()));
      else if (attribute.words && !attribute.words.includes(value)) {
        problem(valueAt, `${name}="${value}"`, `one of ${attribute.words.join(', ')}`);
      }
    }
    for (const [name, { required }] of known) {
      if (required && !element.attributes.has(name))
        problem(element.at, `${titleOf(element)} has no attribute '${name}'`, `write ${name}="..."`);
    }
  };

  return {
    open(element) {
      checkPlace(element);
      checkAttributes(element);
      states.push(dtd.get(element.name)?.content);
    },
    text(text, at, parent) {
      if (parent && parent.name !== 'trace' && text.trim() !== '')
        problem(at + text.search(/\S/), `text in <${parent.name}>`, 'only elements stand here');
    },
    close: () => void states.pop(),
  };
};

/** What could stand there, without what SimGrid no longer has. */
function expected({ allowed }: ContentState): string {
  const names = allowed.filter((name) => !REMOVED[name]).map((name) => `<${name}>`);
  return names.length > 0 ? `expected ${names.join(', ')}` : 'it holds nothing';
}
