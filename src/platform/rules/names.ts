/** Names that are there twice, hosts that are not there at all, and what radicals stand for. */
import { hostNames, MOST_HOSTS, parseRadical } from '../radical.ts';
import { attributeOf, type Rule, valueAt } from './rule.ts';

/** Elements with names of one namespace each: SimGrid refuses the second of a name. */
const NAMESPACES: Readonly<Record<string, 'link' | 'zone' | 'trace'>> = {
  link: 'link',
  backbone: 'link',
  zone: 'zone',
  AS: 'zone',
  cluster: 'zone',
  trace: 'trace',
};

export const names: Rule = ({ problem }) => {
  const hosts = new Map<string, number>();
  const seen = { node: new Set<string>(), link: new Set<string>(), zone: new Set<string>(), trace: new Set<string>() };
  let platformAt = 0;

  const claim = (space: keyof typeof seen, name: string, at: number) => {
    if (seen[space].has(name))
      problem(at, `${space === 'node' ? 'host or router' : space} '${name}' is there twice`, 'give it another name');
    seen[space].add(name);
  };

  return {
    open(element) {
      const { name, parent } = element;
      if (!parent) platformAt = element.at;
      const id = attributeOf(element, 'id');
      if (id === '' && name !== 'config')
        problem(valueAt(element, 'id'), `<${name}> has an empty id`, 'give it a name');
      if (name === 'cluster' || name === 'cabinet') {
        const numbers = parseRadical(attributeOf(element, 'radical') ?? '');
        if ('error' in numbers)
          problem(valueAt(element, 'radical'), `radical: ${numbers.error}`, 'numbers and ranges, as in 0-15,20');
      }
      const space = NAMESPACES[name];
      if (space && id) claim(space, id, valueAt(element, 'id'));
      const nodes = name === 'router' && id ? [id] : hostNames(element);
      const at = element.attributes.has('radical') ? valueAt(element, 'radical') : valueAt(element, 'id');
      if (hosts.size + nodes.length > MOST_HOSTS) return;
      for (const node of nodes) {
        claim('node', node, at);
        if (name !== 'router') hosts.set(node, at);
      }
    },
    end() {
      if (hosts.size === 0) problem(platformAt, 'the platform has no host', 'add <host> or <cluster> elements');
    },
  };
};
