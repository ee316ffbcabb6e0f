import type { SimGrid } from '../kernel/index.ts';
import type { Host } from './host.ts';
import type { PowerLog } from './power-log.ts';

/** Closes the interval since the host was last settled, in which nothing about it changed: charges its power to its
 * VMs, and lets them write memory. To be called before anything changes on the host, at a cost that grows with its
 * own VMs only.
 *
 *   P = static + sum of dynamic_i,  dynamic_i = (P_max - P_min) / cores * granted cores of VM i
 *
 * The dynamic part is the VM's own; the static part is shared by vCPUs, or belongs to nobody on an empty host. */
export function settle(host: Host, nowS: number, simgrid: SimGrid, log: PowerLog, knownWatts?: number): void {
  const dt = nowS - host.settledS;
  if (dt <= 0) return;
  const watts = knownWatts ?? simgrid.hostPowerW(host.index);
  log.add(host.settledS, host.index, watts);
  host.settledS = nowS;
  host.energyJ += watts * dt;
  if (host.state !== 'awake') {
    host.asleepJ += watts * dt;
    if (host.state === 'asleep') host.asleepS += dt;
    else host.failedS += dt;
    for (const vm of host.vms) vm.unservedCoreS += vm.demandCores * dt;
    return;
  }
  host.awakeS += dt;
  if (host.vms.length === 0) {
    host.emptyJ += watts * dt;
    return;
  }
  const { overloaded, wattsPerCore } = host;
  if (overloaded) host.overloadS += dt;
  let dynamicW = 0;
  for (const vm of host.vms) {
    const asked = vm.activeCores;
    if (asked === 0) {
      vm.unservedCoreS += vm.demandCores * dt;
      continue;
    }
    // where all demands fit, SimGrid grants them; only where they do not, its shares have to be asked for
    const granted = overloaded && vm.action !== undefined ? simgrid.cpuRate(vm.action) / host.speed : asked;
    const vmW = wattsPerCore * granted;
    dynamicW += vmW;
    vm.dynamicJ += vmW * dt;
    vm.writtenBytes += vm.dirtyRate * (granted / asked) * dt;
    const { demandCores } = vm;
    if (granted < demandCores) vm.unservedCoreS += (demandCores - granted) * dt;
  }
  const staticJPerVcpu = ((watts - dynamicW) * dt) / host.vcpus;
  for (const vm of host.vms) vm.idleShareJ += staticJPerVcpu * vm.vcpus;
}
