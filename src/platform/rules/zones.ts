/** Zones: one at the top, each with a routing that SimGrid has. */
import { didYouMean } from '../../base/input/did-you-mean.ts';
import { attributeOf, type Rule, valueAt } from './rule.ts';

/** What SimGrid 3.32 compares with, regardless of case. */
const ROUTINGS = ['Full', 'Floyd', 'Dijkstra', 'DijkstraCache', 'Cluster', 'Vivaldi', 'Wifi', 'None'];

const ZONES = ['zone', 'AS', 'cluster', 'cabinet', 'peer'];

export const zones: Rule = ({ problem }) => {
  let roots = 0;
  return {
    open(element) {
      const { name, parent, at } = element;
      if (!ZONES.includes(name)) return;
      if (parent?.name === 'platform' && ++roots === 2)
        problem(at, 'a second zone at the top', 'put all zones into one');
      const routing = attributeOf(element, 'routing');
      if (routing === undefined || ROUTINGS.some((known) => known.toLowerCase() === routing.toLowerCase())) return;
      problem(valueAt(element, 'routing'), `SimGrid has no routing '${routing}'`, didYouMean(routing, ROUTINGS));
    },
  };
};
