/** 10,000 hosts from XML: read, checked, and loaded by SimGrid, in a fresh process. */
import type { Measurement } from './measurement.ts';
import { inProcess, median } from './timing.ts';

const TIMES = 5;

export interface LoadCost {
  readonly seconds: number;
  readonly hosts: number;
  readonly memoryBytes: number;
  readonly peakRssBytes: number;
}

export const platformLoad: Measurement = {
  name: 'platform-load',
  title: 'Loading 10,000 hosts from XML',
  measure: () => {
    const costs = Array.from({ length: TIMES }, () => inProcess<LoadCost>('load-platform', 'star-10000.xml'));
    const rssBytes = median(costs.map((cost) => cost.peakRssBytes));
    const memoryBytes = median(costs.map((cost) => cost.memoryBytes));
    return [
      { name: 'hosts', value: median(costs.map((cost) => cost.hosts)), unit: '', required: { atLeast: 10_000 } },
      { name: 'time', value: median(costs.map((cost) => cost.seconds)), unit: 's', required: { below: 5 } },
      { name: 'peak RSS', value: rssBytes / 1e6, unit: 'MB' },
      { name: 'memory of SimGrid', value: memoryBytes / 1e6, unit: 'MB' },
      // the RSS holds what SimGrid has touched of its memory: the sum is more than it can be
      { name: 'both', value: (rssBytes + memoryBytes) / 1e6, unit: 'MB', required: { below: 1000 } },
    ];
  },
};
