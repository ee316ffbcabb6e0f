/** A host has too much to do while its VMs ask for more than a fixed share of it:  demand / capacity > utilisation.
 *
 * Source: A. Beloglazov and R. Buyya, Optimal Online Deterministic Algorithms and Adaptive Heuristics for Energy and
 * Performance Efficient Dynamic Consolidation of Virtual Machines in Cloud Data Centers, 2012 (THR). */
import { quantity } from '../../../base/kind.ts';
import type { OverloadTestKind } from '../parts.ts';

export const threshold: OverloadTestKind<{ readonly utilisation: number }> = {
  name: 'threshold',
  title: 'Above a fixed utilisation',
  source: 'Beloglazov and Buyya 2012, THR',
  parameters: { utilisation: quantity('number', 'Demand over capacity', { default: 0.8, max: 1 }) },
  create: ({ utilisation }) => ({ samples: 1, overloaded: (history) => (history.at(-1) ?? 0) > utilisation }),
};
