/** Names that routes and connections use, against those that the platform defines. */
import { didYouMean } from '../../input/did-you-mean.ts';
import { hostNames } from '../radical.ts';
import type { XmlElement } from '../xml.ts';
import { attributeOf, type Rule } from './rule.ts';

interface Reference {
  readonly space: 'link' | 'node' | 'zone' | 'trace';
  readonly name: string;
  readonly at: number;
}

/** What each attribute refers to. `*`: on any element. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, Reference['space']>>>> = {
  link_ctn: { id: 'link' },
  route: { src: 'node', dst: 'node' },
  bypassRoute: { src: 'node', dst: 'node' },
  zoneRoute: { src: 'zone', dst: 'zone', gw_src: 'node', gw_dst: 'node' },
  ASroute: { src: 'zone', dst: 'zone', gw_src: 'node', gw_dst: 'node' },
  bypassZoneRoute: { src: 'zone', dst: 'zone', gw_src: 'node', gw_dst: 'node' },
  bypassASroute: { src: 'zone', dst: 'zone', gw_src: 'node', gw_dst: 'node' },
  host_link: { id: 'node', up: 'link', down: 'link' },
  trace_connect: { trace: 'trace' },
};

/** Nobody reads more. */
const ENOUGH = 50;

export const references: Rule = ({ problem }) => {
  const known = { link: new Set<string>(), node: new Set<string>(), zone: new Set<string>(), trace: new Set<string>() };
  const clusters: string[] = [];
  const used: Reference[] = [];

  const define = (element: XmlElement) => {
    const { name } = element;
    const id = attributeOf(element, 'id') ?? '';
    if (name === 'link' || name === 'backbone')
      for (const suffix of ['', '_UP', '_DOWN']) known.link.add(`${id}${suffix}`);
    if (name === 'zone' || name === 'AS' || name === 'cluster') known.zone.add(id);
    if (name === 'router') known.node.add(id);
    if (name === 'trace') known.trace.add(id);
    for (const host of hostNames(element)) known.node.add(host);
    if (name === 'cluster' || name === 'cabinet' || name === 'peer') clusters.push(id);
    if (name === 'cluster') {
      known.node.add(
        attributeOf(element, 'router_id') ||
          `${attributeOf(element, 'prefix') ?? ''}${id}_router${attributeOf(element, 'suffix') ?? ''}`,
      );
    }
  };

  // clusters and peers make links of their own, named after themselves
  const madeByCluster = ({ space, name }: Reference) => space === 'link' && clusters.some((id) => name.includes(id));

  return {
    open(element) {
      define(element);
      for (const [attribute, space] of Object.entries(REFERENCES[element.name] ?? {})) {
        const found = element.attributes.get(attribute);
        if (found) used.push({ space, name: found.value, at: found.valueAt });
      }
    },
    end() {
      const missing = used.filter(
        (reference) => !known[reference.space].has(reference.name) && !madeByCluster(reference),
      );
      for (const { space, name, at } of missing.slice(0, ENOUGH)) {
        const what = { link: 'link', node: 'host or router', zone: 'zone', trace: 'trace' }[space];
        const names = known[space];
        problem(at, `there is no ${what} '${name}'`, names.size > 10_000 ? '' : didYouMean(name, names));
      }
    },
  };
};
