import { SimulationError } from '../problem.ts';
import { hostsVms } from '../roles.ts';
import type { Placement } from '../scenario.ts';

interface Place {
  readonly name: string;
  readonly cores: number;
  readonly role: string | undefined;
}

/** The host of each VM at t = 0, as indices into `hosts`. Warehouse and storage hosts are left out of the two
 * automatic ways. Throws SimulationError where the VMs do not fit; validation has said so before. */
export function placeVms(placement: Placement, vcpus: readonly number[], hosts: readonly Place[]): readonly number[] {
  if (typeof placement !== 'string') {
    const byName = new Map(hosts.map((host, index) => [host.name, index]));
    return placement.map((name) => found(byName.get(name), `placement: there is no host '${name}'`));
  }
  const open = hosts.flatMap((host, index) => (!hostsVms(host) ? [] : [{ index, cores: host.cores }]));
  if (placement === 'round-robin')
    return vcpus.map((_, vm) => found(open[vm % open.length]?.index, 'the platform has no host for VMs'));
  let next = 0;
  let used = 0;
  return vcpus.map((wanted, vm) => {
    while (next < open.length && used + wanted > (open[next]?.cores ?? 0)) {
      next++;
      used = 0;
    }
    used += wanted;
    return found(open[next]?.index, `vm-${vm} does not fit: the hosts before it are full by vCPUs`);
  });
}

function found(index: number | undefined, message: string): number {
  if (index === undefined) throw new SimulationError(message);
  return index;
}
