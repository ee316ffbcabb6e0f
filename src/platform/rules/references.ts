/** Names that routes and connections use, against those that the platform defines. */
import { didYouMean } from '../../base/input/did-you-mean.ts';
import { quote } from '../../base/input/quote.ts';
import { LIMITS } from '../../base/limits.ts';
import { hostCount, hostNames } from '../radical.ts';
import type { XmlElement } from '../xml.ts';
import { attributeOf, type Rule } from './rule.ts';

interface Reference {
  readonly space: 'link' | 'node' | 'zone' | 'trace';
  readonly name: string;
  readonly at: number;
}

/** What each attribute refers to. `*`: on any element. */
const ENDS = { src: 'node', dst: 'node' } as const;
const ZONE_ENDS = { src: 'zone', dst: 'zone', gw_src: 'node', gw_dst: 'node' } as const;
const REFERENCES: ReadonlyMap<string, readonly (readonly [attribute: string, space: Reference['space']])[]> = new Map(
  Object.entries({
    link_ctn: { id: 'link' },
    route: ENDS,
    bypassRoute: ENDS,
    zoneRoute: ZONE_ENDS,
    ASroute: ZONE_ENDS,
    bypassZoneRoute: ZONE_ENDS,
    bypassASroute: ZONE_ENDS,
    host_link: { id: 'node', up: 'link', down: 'link' },
    trace_connect: { trace: 'trace' },
  } as const).map(([element, attributes]) => [element, Object.entries(attributes)]),
);

/** Nobody reads more. */
const ENOUGH = 50;

export const references: Rule = ({ problem }) => {
  const known = { link: new Set<string>(), node: new Set<string>(), zone: new Set<string>(), trace: new Set<string>() };
  const clusters: string[] = [];
  const used: Reference[] = [];
  let hosts = 0;

  const define = (element: XmlElement) => {
    const { name } = element;
    const id = attributeOf(element, 'id') ?? '';
    if (name === 'link' || name === 'backbone')
      for (const suffix of ['', '_UP', '_DOWN']) known.link.add(`${id}${suffix}`);
    if (name === 'zone' || name === 'AS' || name === 'cluster') known.zone.add(id);
    if (name === 'router') known.node.add(id);
    if (name === 'trace') known.trace.add(id);
    hosts += hostCount(element);
    if (hosts <= LIMITS.hosts.most) for (const host of hostNames(element)) known.node.add(host);
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
      for (const [attribute, space] of REFERENCES.get(element.name) ?? []) {
        const found = element.attributes.get(attribute);
        if (found) used.push({ space, name: found.value, at: found.valueAt });
      }
    },
    end() {
      if (hosts > LIMITS.hosts.most) return; // not all names are known
      const missing = used.filter(
        (reference) => !known[reference.space].has(reference.name) && !madeByCluster(reference),
      );
      for (const { space, name, at } of missing.slice(0, ENOUGH)) {
        const what = { link: 'link', node: 'host or router', zone: 'zone', trace: 'trace' }[space];
        const names = known[space];
        problem(at, `there is no ${what} ${quote(name)}`, didYouMean(name, names));
      }
    },
  };
};
