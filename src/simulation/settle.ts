import type { Host } from './host.ts';
import type { SimGrid } from './kernel/index.ts';
import type { PowerLog } from './power-log.ts';

/** Closes the interval since the host was last settled, in which nothing about it changed: charges its power to its
 * VMs, and lets them write memory. To be called before anything changes on the host, at a cost that grows with its
 * own VMs only.
 *
 *   P = static + sum of dynamic_i
 *   dynamic_i = (P_max - P_min) / cores * granted cores of VM i       linear model
 *   dynamic_i = (P - P_idle) * granted cores of VM i / all granted    measured curve
 *
 * The dynamic part is the VM's own; the static part is shared by vCPUs, or belongs to nobody on an empty host. */
export function settle(host: Host, nowS: number, simgrid: SimGrid, log: PowerLog, knownWatts?: number): void {
  const dt = nowS - host.settledS;
  if (dt <= 0) return;
  const sinceS = host.settledS;
  host.settledS = nowS;
  if (host.state !== 'awake') {
    const watts = knownWatts ?? wattsAtRest(host);
    log.add(sinceS, host.index, watts);
    rest(host, watts, dt);
    return;
  }
  host.awakeS += dt;
  if (host.overloaded) host.overloadS += dt;
  const watts = host.facts.byPlugin
    ? (knownWatts ?? simgrid.hostPowerW(host.index))
    : host.power.at(grantedCores(host, simgrid));
  log.add(sinceS, host.index, watts);
  host.energyJ += watts * dt;
  if (host.vms.length === 0) host.emptyJ += watts * dt;
  else work(host, watts, dt, simgrid);
}

/** Asleep, down, or on its way there or back. */
function wattsAtRest({ state, power, facts }: Host): number {
  if (state === 'falling-asleep') return facts.fallAsleep.watts;
  return state === 'waking' ? facts.wake.watts : power.offW;
}

function rest(host: Host, watts: number, dt: number): void {
  host.energyJ += watts * dt;
  if (host.state === 'falling-asleep' || host.state === 'waking') {
    host.transitionS += dt;
    host.transitionJ += watts * dt;
    host.beyondPluginJ += (watts - host.power.offW) * dt;
  } else {
    host.asleepJ += watts * dt;
    if (host.state === 'asleep') host.asleepS += dt;
    else host.failedS += dt;
  }
  for (const vm of host.vms) vm.unservedCoreS += vm.demandVcpus * dt;
}

function work(host: Host, watts: number, dt: number, simgrid: SimGrid): void {
  const { fallsShort } = host;
  const wattsPerCore = host.facts.byPlugin ? host.wattsPerCore : curveWattsPerCore(host, watts, simgrid);
  let dynamicW = 0;
  for (const vm of host.vms) {
    const asked = vm.activeCores;
    if (asked === 0) {
      vm.unservedCoreS += vm.demandVcpus * dt;
      continue;
    }
    // where all demands fit, SimGrid grants them; only where they do not, its shares have to be asked for
    const granted = fallsShort && vm.action !== undefined ? simgrid.cpuRate(vm.action) / host.speed : asked;
    const vmW = wattsPerCore * granted;
    dynamicW += vmW;
    vm.dynamicJ += vmW * dt;
    // nearly always: it gets all that it asks for, and nothing waits for its work to be done
    if (!fallsShort && vm.speed === 1 && vm.vcpuSpeed === undefined && host.workers === 0) {
      vm.writtenBytes += vm.dirtyRate * dt;
      continue;
    }
    // more than it can ask for on cores that are slower than its vCPUs
    const coresPerVcpu = vm.coresPerVcpu(host);
    const wanted = vm.load * coresPerVcpu * vm.vcpus;
    vm.writtenBytes += vm.dirtyRate * (granted / asked) * (vm.demandCores / wanted) * dt;
    vm.workLeftCoreS -= (granted / coresPerVcpu) * dt;
    if (granted < wanted) vm.unservedCoreS += ((wanted - granted) / coresPerVcpu) * dt;
  }
  const staticJPerVcpu = ((watts - dynamicW) * dt) / host.vcpus;
  for (const vm of host.vms) vm.idleShareJ += staticJPerVcpu * vm.vcpus;
}

function curveWattsPerCore(host: Host, watts: number, simgrid: SimGrid): number {
  const granted = grantedCores(host, simgrid);
  return granted > 0 ? (watts - host.power.idleW) / granted : 0;
}

function grantedCores({ vms, fallsShort, speed, demandCores }: Host, simgrid: SimGrid): number {
  if (!fallsShort) return demandCores;
  let sum = 0;
  for (const { action } of vms) if (action !== undefined) sum += simgrid.cpuRate(action) / speed;
  return sum;
}
