/** Moves written down beforehand: a run that can be repeated against any other tool. */
import { z } from 'zod';
import { custom, flag, quantity } from '../../base/kind.ts';
import { type Order, type PolicyKind, sleepParameters } from './contract.ts';

interface ScriptedMove {
  readonly at: number;
  readonly vm: string;
  readonly to: string;
}

interface Parameters {
  readonly moves: readonly ScriptedMove[];
  readonly sleep: boolean;
  readonly sleepAfter: number;
}

const move = z.strictObject({ at: quantity('time', '').schema, vm: z.string(), to: z.string() });

export const scripted: PolicyKind<Parameters> = {
  name: 'scripted',
  title: 'Moves from the experiment file',
  source: 'wattshift',
  parameters: {
    moves: custom<readonly ScriptedMove[]>(z.array(move), 'list of { at, vm, to }', 'Which VM moves where, and when'),
    sleep: flag('Hosts without VMs sleep', true),
    ...sleepParameters,
  },
  check: ({ moves }, { hosts, vmNames }) => {
    const hostNames = new Set(hosts.map((host) => host.name));
    const vms = new Set(vmNames);
    return moves.flatMap(({ vm, to }, index) => [
      ...(vms.has(vm) ? [] : [`moves[${index}]: there is no VM '${vm}'`]),
      ...(hostNames.has(to) ? [] : [`moves[${index}]: there is no host '${to}'`]),
    ]);
  },
  create: ({ moves, sleep, sleepAfter }, { hosts, vms }) => {
    const vmOf = new Map(vms.map((vm) => [vm.name, vm]));
    const hostOf = new Map(hosts.map((host) => [host.name, host]));
    const due = new Map<number, Order[]>();
    for (const { at, vm: name, to: target } of moves.toSorted((a, b) => a.at - b.at)) {
      const [vm, to] = [vmOf.get(name), hostOf.get(target)];
      const orders = due.get(at) ?? [];
      if (vm && to) orders.push({ do: 'migrate', vm, to });
      due.set(at, orders);
    }
    const batches = due.values();
    return {
      sleep: sleep ? 'idle' : 'never',
      sleepAfterS: sleepAfter,
      ticks: due.keys(),
      on: { tick: () => batches.next().value ?? [] },
    };
  },
};
