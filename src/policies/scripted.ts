/** Moves written down beforehand: a run that can be repeated against any other tool. */
import { z } from 'zod';
import { custom, flag, quantity } from '../kind.ts';
import type { PolicyKind } from './contract.ts';

interface ScriptedMove {
  readonly at: number;
  readonly vm: string;
  readonly to: string;
}

interface Parameters {
  readonly moves: readonly ScriptedMove[];
  readonly sleep: boolean;
}

const move = z.strictObject({ at: quantity('time', '').schema, vm: z.string(), to: z.string() });

export const scripted: PolicyKind<Parameters> = {
  name: 'scripted',
  title: 'Moves from the experiment file',
  source: 'wattshift',
  parameters: {
    moves: custom<readonly ScriptedMove[]>(z.array(move), 'list of { at, vm, to }', 'Which VM moves where, and when'),
    sleep: flag('Hosts without VMs sleep', true),
  },
  check: ({ moves }, { hosts, vmNames }) => {
    const hostNames = new Set(hosts.map((host) => host.name));
    const vms = new Set(vmNames);
    return moves.flatMap(({ vm, to }, index) => [
      ...(vms.has(vm) ? [] : [`moves[${index}]: there is no VM '${vm}'`]),
      ...(hostNames.has(to) ? [] : [`moves[${index}]: there is no host '${to}'`]),
    ]);
  },
  create: ({ moves, sleep }) => {
    const byTime = [...moves].sort((a, b) => a.at - b.at);
    let next = 0;
    return {
      sleepsIdleHosts: sleep,
      ticks: new Set(byTime.map((m) => m.at)),
      reactsTo: new Set(['tick'] as const),
      decide: (_, { nowS, hosts, vms }) => {
        const due = [];
        for (; next < byTime.length && (byTime[next] as ScriptedMove).at <= nowS; next++)
          due.push(byTime[next] as ScriptedMove);
        return due.flatMap((m) => {
          const vm = vms.find((v) => v.name === m.vm);
          const to = hosts.find((h) => h.name === m.to);
          return vm && to ? [{ vm, to }] : [];
        });
      },
    };
  },
};
