/** Names that are there twice, hosts that are not there at all, and what radicals stand for. */
import { quote } from '../../base/input/quote.ts';
import { LIMITS } from '../../base/limits.ts';
import { hostCount, hostNames, parseRadical } from '../radical.ts';
import { attributeOf, type Rule, valueAt } from './rule.ts';

/** Elements with names of one namespace each: SimGrid refuses the second of a name. */
const NAMESPACES: ReadonlyMap<string, 'link' | 'zone' | 'trace'> = new Map([
  ['link', 'link'],
  ['backbone', 'link'],
  ['zone', 'zone'],
  ['AS', 'zone'],
  ['cluster', 'zone'],
  ['trace', 'trace'],
]);

const LONGEST = LIMITS.nameCharacters.most;
const MOST = LIMITS.hosts.most;

export const names: Rule = ({ problem }) => {
  const seen = { node: new Set<string>(), link: new Set<string>(), zone: new Set<string>(), trace: new Set<string>() };
  let platformAt = 0;
  let hosts = 0;

  const claim = (space: keyof typeof seen, name: string, at: number) => {
    if (seen[space].has(name))
      problem(
        at,
        `${space === 'node' ? 'host or router' : space} ${quote(name)} is there twice`,
        'give it another name',
      );
    seen[space].add(name);
  };

  return {
    open(element) {
      const { name, parent } = element;
      if (!parent) platformAt = element.at;
      const id = attributeOf(element, 'id');
      if (id === '' && name !== 'config')
        problem(valueAt(element, 'id'), `<${name}> has an empty id`, 'give it a name');
      for (const attribute of ['id', 'prefix', 'suffix']) {
        const { length } = attributeOf(element, attribute) ?? '';
        if (length > LONGEST)
          problem(valueAt(element, attribute), `${attribute}: a name of ${length} characters`, `at most ${LONGEST}`);
      }
      if (name === 'cluster' || name === 'cabinet') {
        const numbers = parseRadical(attributeOf(element, 'radical') ?? '');
        if ('error' in numbers)
          problem(valueAt(element, 'radical'), `radical: ${numbers.error}`, 'numbers and ranges, as in 0-15,20');
      }
      const space = NAMESPACES.get(name);
      if (space && id) claim(space, id, valueAt(element, 'id'));
      const at = element.attributes.has('radical') ? valueAt(element, 'radical') : valueAt(element, 'id');
      if (name === 'router' && id) claim('node', id, at);
      const before = hosts;
      hosts += hostCount(element);
      if (hosts <= MOST) for (const node of hostNames(element)) claim('node', node, at);
      else if (before <= MOST) problem(at, `more than ${MOST} hosts`, `${MOST} are the limit for a platform`);
    },
    end() {
      if (hosts === 0) problem(platformAt, 'the platform has no host', 'add <host> or <cluster> elements');
    },
  };
};
