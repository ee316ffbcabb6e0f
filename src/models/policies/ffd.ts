/** First fit decreasing: every period, all VMs are packed anew, the largest load first, each on the first host with
 * room for it; hosts in the order of the platform.
 *
 *   sum of load_i * vcpus_i <= capacity, cores        sum of memory_i <= memory, bytes        on every host
 *
 * The document fills host after host with every VM that still fits; that gives the same packing, since a VM goes to
 * the first host that has room when its turn comes. VMs that fit nowhere stay where they are, and so do those on failed
 * hosts. A VM whose place is still taken by memory that is about to leave goes when it is free.
 *
 * Source: Akiyama 2014, section 5.4.2 (every 300 s from t = 150 s on; it knows no limit of memory). */
import { part, quantity } from '../../base/kind.ts';
import { hostsVms } from '../roles.ts';
import {
  type DataCentre,
  every,
  type HostView,
  type Move,
  type Order,
  type PolicyKind,
  sleepParameters,
  type VmView,
} from './contract.ts';
import { FirstFit } from './first-fit.ts';
import { Plan } from './plan.ts';
import type { Veto } from './veto/contract.ts';

interface Parameters {
  readonly period: number;
  readonly offset: number;
  readonly sleepAfter: number;
  readonly veto: Veto;
}

export const ffd: PolicyKind<Parameters> = {
  name: 'ffd',
  title: 'First fit decreasing',
  source: 'Akiyama 2014, section 5.4.2',
  parameters: {
    period: quantity('time', 'Time between two packings', { default: '300 s', min: 1e-3 }),
    offset: quantity('time', 'Time of the first packing', { default: '150 s' }),
    ...sleepParameters,
    veto: part<Veto>('vetoes', 'Whether VMs move only where that is expected to pay', 'none'),
  },
  create: ({ period, offset, sleepAfter, veto }) => {
    const waiting = new Map<HostView, readonly Move[]>();
    /** Those whose memory has room now; the others wait until some gets free at their destination. */
    const go = (moves: readonly Move[], state: DataCentre): readonly Order[] => {
      const plan = new Plan(state);
      for (const move of moves) {
        const { vm, to } = move;
        if (vm.destination ? !vm.waits : vm.host === to) continue;
        if (plan.takes(vm, to)) plan.move(vm, to);
        else waiting.set(to, [...(waiting.get(to) ?? []), move]);
      }
      return plan.moves;
    };
    return {
      sleep: 'idle',
      sleepAfterS: sleepAfter,
      ticks: every(period, offset),
      on: {
        tick: (state) => {
          waiting.clear();
          return go(veto(pack(state), state, period), state);
        },
        migrated: (vm, { from, to }, state) => {
          const freed = vm.host === to ? from : to;
          const moves = waiting.get(freed);
          if (!moves) return [];
          waiting.delete(freed);
          return go(moves, state);
        },
      },
    };
  },
};

function pack(state: DataCentre): readonly Move[] {
  const hosts = state.hosts.filter((host) => hostsVms(host) && host.state !== 'failed');
  const bins = new FirstFit(hosts.map(({ capacity }) => capacity));
  const [fastest] = hosts.toSorted((a, b) => b.speed - a.speed);
  if (!fastest) return [];
  // on one and the same host, so that they can be compared
  const least = new Map(state.vms.map((vm) => [vm, vm.demandOn(fastest)]));
  const leastOf = (vm: VmView) => least.get(vm) as number;
  const byLoad = state.vms
    .filter((vm) => vm.host.state !== 'failed')
    .sort((a, b) => leastOf(b) - leastOf(a) || a.index - b.index);
  const moves: Move[] = [];
  for (const vm of byLoad) {
    const to = hosts[bins.place(leastOf(vm), vm.memoryBytes, (bin) => vm.demandOn(hosts[bin] as HostView))];
    if (to && to !== (vm.destination ?? vm.host)) moves.push({ do: 'migrate', vm, to });
  }
  return moves;
}
