/** Runs a case without moves on the kernel alone: CPU actions and flows of SimGrid in WebAssembly, no simulation of ours
 * above them. What the kernel can do beyond what the simulation asks of it is held against native SimGrid by this. */
import { SimGrid } from 'simgrid-wasm';
import type { Case, CaseEvent, CaseVm, NativeResult } from './replay.ts';

type KernelResult = Omit<NativeResult, 'migrations'>;

export async function runOnKernel(c: Case): Promise<KernelResult> {
  using simgrid = await SimGrid.open({ linkEnergy: c.linkEnergy === true });
  for (const [item, value] of Object.entries(c.simgrid)) simgrid.configure(item, value);
  const hostCount = simgrid.load(c.xml);
  return new KernelReplay(simgrid, c, hostCount).run();
}

interface Task {
  readonly action: number;
  readonly number: number;
  readonly endS: number;
}

class KernelReplay {
  readonly #simgrid: SimGrid;
  readonly #case: Case;
  readonly #hosts: readonly string[];
  readonly #actions = new Map<string, number>();
  readonly #loads = new Map<string, number>();
  readonly #tasks = new Set<Task>();
  readonly #flows = new Map<number, number>();
  readonly #tasksDoneFlop: number[] = [];
  readonly #flowEndsS: number[] = [];

  constructor(simgrid: SimGrid, c: Case, hostCount: number) {
    this.#simgrid = simgrid;
    this.#case = c;
    this.#hosts = Array.from({ length: hostCount }, (_, host) => simgrid.hostName(host));
  }

  run(): KernelResult {
    const { vms, events = [], loads, endS } = this.#case;
    const later = new Set(events.flatMap((event) => (event.kind === 'arrive' ? [event.vm] : [])));
    for (const vm of vms) if (!later.has(vm.name)) this.#arrive(vm);
    const happenings = [
      ...events.map((event) => ({ timeS: event.timeS, happen: () => this.#apply(event) })),
      ...events.flatMap((event) =>
        event.kind === 'task' ? [{ timeS: event.endS, happen: () => this.#endTasks() }] : [],
      ),
      ...loads.map(({ timeS, vm, load }) => ({ timeS, happen: () => this.#setLoad(vm, load) })),
    ].sort((a, b) => a.timeS - b.timeS);
    for (const { timeS, happen } of happenings) {
      this.#advanceTo(timeS);
      happen();
    }
    this.#advanceTo(endS);
    return {
      energyJ: new Map(this.#hosts.map((name, host) => [name, this.#simgrid.hostEnergyJ(host)])),
      linkEnergyJ: new Map(this.#case.linkEnergy ? this.#linkEnergies() : []),
      tasksDoneFlop: this.#tasksDoneFlop,
      flowEndsS: this.#flowEndsS,
    };
  }

  #advanceTo(timeS: number): void {
    const simgrid = this.#simgrid;
    while (simgrid.clock < timeS) {
      const beforeS = simgrid.clock;
      const events = simgrid.advance(timeS);
      const stepS = simgrid.clock - beforeS;
      for (const { action, number } of this.#tasks)
        this.#tasksDoneFlop[number] = (this.#tasksDoneFlop[number] as number) + simgrid.cpuRate(action) * stepS;
      for (const event of events) {
        if (event.kind === 'host-changed') {
          if (!simgrid.hostIsOn(event.host)) this.#loseVms(this.#hosts[event.host] as string);
        } else this.#flowEndsS[this.#flows.get(event.flow) as number] = simgrid.clock;
      }
    }
  }

  #apply(event: CaseEvent): void {
    const simgrid = this.#simgrid;
    switch (event.kind) {
      case 'arrive':
        this.#arrive(this.#vm(event.vm));
        break;
      case 'depart':
        this.#depart(event.vm);
        break;
      case 'pstate':
        simgrid.setHostPstate(this.#host(event.host), event.pstate);
        break;
      case 'switch':
        if (!event.on) this.#loseVms(event.host);
        simgrid.switchHost(this.#host(event.host), event.on);
        break;
      case 'task':
        this.#startTask(event.host, event.cores, event.endS);
        break;
      case 'flow': {
        const flow = simgrid.startFlow(this.#host(event.from), this.#host(event.to), event.bytes);
        this.#flows.set(flow, this.#flowEndsS.push(-1) - 1);
      }
    }
  }

  #arrive(vm: CaseVm): void {
    this.#actions.set(vm.name, this.#simgrid.startCpu(this.#host(vm.host), vm.vcpus));
    this.#setLoad(vm.name, this.#loads.get(vm.name) ?? 0);
  }

  #depart(name: string): void {
    const action = this.#actions.get(name);
    if (action !== undefined) this.#simgrid.stopCpu(action);
    this.#actions.delete(name);
  }

  /** A host that goes off, or fails, takes its VMs with it. */
  #loseVms(host: string): void {
    for (const vm of this.#case.vms) if (vm.host === host) this.#depart(vm.name);
  }

  #setLoad(name: string, load: number): void {
    this.#loads.set(name, load);
    const action = this.#actions.get(name);
    const { vcpus, host } = this.#vm(name);
    if (action !== undefined) this.#simgrid.setDemand(action, load * vcpus * this.#simgrid.hostSpeed(this.#host(host)));
  }

  #startTask(name: string, cores: number, endS: number): void {
    const simgrid = this.#simgrid;
    const host = this.#host(name);
    const action = simgrid.startCpu(host, cores);
    simgrid.setDemand(action, cores * simgrid.hostSpeed(host));
    this.#tasks.add({ action, number: this.#tasksDoneFlop.push(0) - 1, endS });
  }

  #endTasks(): void {
    for (const task of this.#tasks) {
      if (task.endS > this.#simgrid.clock) continue;
      this.#simgrid.stopCpu(task.action);
      this.#tasks.delete(task);
    }
  }

  #linkEnergies(): (readonly [string, number])[] {
    return Array.from(
      { length: this.#simgrid.linkCount },
      (_, link) => [this.#simgrid.linkName(link), this.#simgrid.linkEnergyJ(link)] as const,
    );
  }

  #host(name: string): number {
    return this.#hosts.indexOf(name);
  }

  #vm(name: string): CaseVm {
    return this.#case.vms.find((vm) => vm.name === name) as CaseVm;
  }
}
