/** First fit decreasing: every period, all VMs are packed anew, the largest load first, each on the first host with
 * room for it; hosts in the order of the platform.
 *
 *   sum of load_i * vcpus_i <= cores      on every host
 *
 * The document fills host after host with every VM that still fits; that gives the same packing, since a VM goes to
 * the first host that has room when its turn comes. VMs that fit nowhere stay where they are.
 *
 * Source: Akiyama 2014, section 5.4.2 (every 300 s from t = 150 s on). */
import { choice, quantity } from '../kind.ts';
import { hostsVms } from '../roles.ts';
import { type DataCentre, every, type Move, type PolicyKind } from './contract.ts';
import { FirstFit } from './first-fit.ts';
import { vetoed } from './veto.ts';

interface Parameters {
  readonly period: number;
  readonly offset: number;
  readonly veto: (typeof VETOES)[number];
}

const VETOES = ['none', 'energy'] as const;

export const ffd: PolicyKind<Parameters> = {
  name: 'ffd',
  title: 'First fit decreasing',
  source: 'Akiyama 2014, section 5.4.2',
  parameters: {
    period: quantity('time', 'Time between two packings', { default: '300 s', min: 1e-3 }),
    offset: quantity('time', 'Time of the first packing', { default: '150 s' }),
    veto: choice(VETOES, 'energy: VMs move only where that is expected to save more than it costs', 'none'),
  },
  create: ({ period, offset, veto }, { estimate }) => ({
    sleepsIdleHosts: true,
    ticks: every(period, offset),
    reactsTo: new Set(['tick'] as const),
    decide: (_, state) => (veto === 'energy' ? vetoed(pack(state), state, period, estimate) : pack(state)),
  }),
};

function pack(state: DataCentre): readonly Move[] {
  const hosts = state.hosts.filter(hostsVms);
  const bins = new FirstFit(hosts.map((host) => host.cores));
  const byLoad = [...state.vms].sort((a, b) => b.demandCores - a.demandCores || a.index - b.index);
  const moves: Move[] = [];
  for (const vm of byLoad) {
    const to = hosts[bins.place(vm.demandCores)];
    if (to && to !== (vm.destination ?? vm.host)) moves.push({ vm, to });
  }
  return moves;
}
