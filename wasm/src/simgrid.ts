import createSimGrid from '../lib/simgrid.js';
import { amountOf, capOf, countOf, idOf, numberOf } from './arguments.ts';
import { Boundary, withText } from './boundary.ts';
import { ArgumentError, SimGridError } from './error.ts';
import { compileSimGrid } from './module.ts';

/** What happened during an advance. */
export type SimGridEvent =
  | { readonly kind: 'flow-done' | 'flow-failed'; readonly flow: number }
  | { readonly kind: 'host-changed'; readonly host: number };

const EVENT_KINDS = ['flow-done', 'flow-failed', 'host-changed'] as const;

export interface SimGridOptions {
  /** A module from `compileSimGrid`; the packaged one by default. */
  readonly module?: WebAssembly.Module;
  /** Gets each line that SimGrid logs. Silent by default. */
  readonly log?: (line: string) => void;
  /** Switches SimGrid's link-energy plugin on; off by default. */
  readonly linkEnergy?: boolean;
}

/** Links in order from source to destination; -1 is the loopback that SimGrid adds by itself. */
export interface Route {
  readonly links: readonly number[];
  readonly latencyS: number;
}

/** One SimGrid engine with one platform: hosts, CPU actions, flows and a clock. SimGrid's engine is a singleton, so
 * every simulation takes a fresh instance; instances share no memory. Numbers name hosts, links, actions and flows.
 * Units are SI. Methods throw SimGridError with SimGrid's own message, and ArgumentError for numbers out of range; after
 * an assertion inside SimGrid has failed, and after `dispose`, they throw DisposedError. The number of an action that was
 * stopped, or of a flow that has ended, is given out again. */
export class SimGrid extends Boundary {
  #hosts = 0;
  #links = 0;
  /** Simulated time as of the last advance. */
  #nowS = 0;

  static async open(options: SimGridOptions = {}): Promise<SimGrid> {
    const module = options.module ?? (await compileSimGrid());
    const complaints: string[] = [];
    const listen = (line: string) => {
      complaints.push(line);
      if (complaints.length > 20) complaints.shift();
      options.log?.(line);
    };
    const raw = await createSimGrid({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(module, imports).then(receive);
        return {};
      },
      print: listen,
      printErr: listen,
    });
    const simgrid = new SimGrid(raw, complaints);
    simgrid.check(
      'create',
      simgrid.call('create', (r) => r._sgw_engine_create()),
    );
    if (options.linkEnergy)
      simgrid.check(
        'linkEnergy',
        simgrid.call('linkEnergy', (r) => r._sgw_link_energy_enable()),
      );
    return simgrid;
  }

  // ------------------------------------------------------------------------------------------------ engine

  get version(): string {
    return this.text('version', (r) => r._sgw_engine_version()) as string;
  }

  /** Sets a SimGrid configuration item such as `network/model`. Before `load`. */
  configure(name: string, value: string): void {
    this.#refuseIfLoaded('configure');
    this.check(
      'configure',
      this.call('configure', (r) =>
        withText(r, name, (n) => withText(r, value, (v) => r._sgw_engine_config_set(n, v))),
      ),
    );
  }

  /** The value of a configuration item; undefined if SimGrid has none of that name. */
  configuration(name: string): string | undefined {
    return this.text('configuration', (r) => withText(r, name, (n) => r._sgw_engine_config_get(n)));
  }

  /** SimGrid's --log syntax, as in `root.thresh:warning`. */
  setLog(control: string): void {
    this.check(
      'setLog',
      this.call('setLog', (r) => withText(r, control, (c) => r._sgw_engine_log_set(c))),
    );
  }

  /** Loads a platform. `files` maps names relative to the XML to the texts that it refers to. Returns the number of
   * hosts. */
  load(xml: string, files: Readonly<Record<string, string>> = {}): number {
    this.#refuseIfLoaded('load');
    this.#hosts = this.check(
      'load',
      this.call('load', (r) => {
        const write = (name: string, text: string) => {
          // as a URL the name loses its `..`, which the file system of the instance would not make folders of
          const path = decodeURIComponent(new URL(encodeURI(name), 'file:///platform/').pathname);
          r.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
          r.FS.writeFile(path, text);
          return path;
        };
        for (const [name, text] of Object.entries(files)) write(name, text);
        return withText(r, write('platform.xml', xml), (path) => r._sgw_engine_load(path));
      }),
    );
    this.#links = this.call('load', (r) => r._sgw_link_count());
    return this.#hosts;
  }

  #refuseIfLoaded(operation: string): void {
    if (this.#hosts > 0) throw new SimGridError('A platform has been loaded; a SimGrid is for one', operation);
  }

  /** Simulated time, seconds. */
  get clock(): number {
    this.live('clock');
    return this.#nowS;
  }

  /** Advances to the next event, or to `untilS` if nothing happens before; returns what happened. That may be nothing:
   * SimGrid also stops where a flow has paid its latency. With Infinity, fails if nothing is left to happen. */
  advance(untilS: number): readonly SimGridEvent[] {
    const raw = this.live('advance');
    if (!(untilS >= this.#nowS)) throw new ArgumentError('advance', 'untilS', untilS, `it is ${this.#nowS} s already`);
    try {
      const count = this.check('advance', raw._sgw_engine_advance(Number.isFinite(untilS) ? untilS : -1));
      this.#nowS = raw._sgw_engine_clock();
      if (count === 0) return NO_EVENTS;
      const kinds = raw._sgw_event_kinds();
      const subjects = raw._sgw_event_subjects() >> 2;
      const events: SimGridEvent[] = [];
      for (let i = 0; i < count; i++) {
        const kind = EVENT_KINDS[raw.HEAPU8[kinds + i] as number] as SimGridEvent['kind'];
        const subject = raw.HEAP32[subjects + i] as number;
        events.push(kind === 'host-changed' ? { kind, host: subject } : { kind, flow: subject });
      }
      return events;
    } catch (error) {
      throw this.explained(error, 'advance');
    }
  }

  /** Bytes of the instance's memory. */
  get memoryBytes(): number {
    return this.call('memoryBytes', (r) => r.HEAPU8.length);
  }

  // ------------------------------------------------------------------------------------------------ hosts

  hostName(host: number): string {
    const h = this.#host('hostName', host);
    return this.text('hostName', (r) => r._sgw_host_name(h)) as string;
  }

  hostProperty(host: number, key: string): string | undefined {
    const h = this.#host('hostProperty', host);
    return this.text('hostProperty', (r) => withText(r, key, (k) => r._sgw_host_property(h, k)));
  }

  hostCores(host: number): number {
    const h = this.#host('hostCores', host);
    return this.call('hostCores', (r) => r._sgw_host_cores(h));
  }

  /** Flop/s of one core at a pstate, the current one by default, without the speed profile. */
  hostSpeed(host: number, pstate?: number): number {
    const h = this.#host('hostSpeed', host);
    if (pstate === undefined) return this.call('hostSpeed', (r) => r._sgw_host_speed(h));
    const p = this.#pstate('hostSpeed', h, pstate);
    return this.call('hostSpeed', (r) => r._sgw_host_speed_at(h, p));
  }

  /** What the speed profile leaves of the speed, 0..1. */
  hostSpeedRatio(host: number): number {
    const h = this.#host('hostSpeedRatio', host);
    return this.call('hostSpeedRatio', (r) => r._sgw_host_speed_ratio(h));
  }

  /** How many pstates a host has. The platform lists their speeds and powers; 0 is the first. */
  hostPstates(host: number): number {
    const h = this.#host('hostPstates', host);
    return this.call('hostPstates', (r) => r._sgw_host_pstates(h));
  }

  hostPstate(host: number): number {
    const h = this.#host('hostPstate', host);
    return this.call('hostPstate', (r) => r._sgw_host_pstate(h));
  }

  /** Changes the speed of a host, now. Its CPU actions go on: a demand stays as it was asked for, in flop/s, and is
   * granted as far as the new speed allows. `hostPowerW` mixes the new pstate with the old load until time advances. */
  setHostPstate(host: number, pstate: number): void {
    const h = this.#host('setHostPstate', host);
    const p = this.#pstate('setHostPstate', h, pstate);
    this.check(
      'setHostPstate',
      this.call('setHostPstate', (r) => r._sgw_host_pstate_set(h, p)),
    );
  }

  hostIsOn(host: number): boolean {
    const h = this.#host('hostIsOn', host);
    return this.call('hostIsOn', (r) => r._sgw_host_is_on(h)) === 1;
  }

  /** Whether its availability profile has it down: it should not be switched on then. */
  hostIsDown(host: number): boolean {
    const h = this.#host('hostIsDown', host);
    return this.call('hostIsDown', (r) => r._sgw_host_is_down(h)) === 1;
  }

  /** Switches a host on or off. Fails while CPU actions live on a host that is to go off. */
  switchHost(host: number, on: boolean): void {
    const h = this.#host('switchHost', host);
    this.check(
      'switchHost',
      this.call('switchHost', (r) => r._sgw_host_switch(h, on ? 1 : 0)),
    );
  }

  /** Flop/s being computed, as of the last advance. */
  hostLoad(host: number): number {
    const h = this.#host('hostLoad', host);
    return this.call('hostLoad', (r) => r._sgw_host_load(h));
  }

  /** Joules since t = 0, by SimGrid's host-energy plugin. */
  hostEnergyJ(host: number): number {
    const h = this.#host('hostEnergyJ', host);
    return this.number('hostEnergyJ', (r) => r._sgw_host_energy(h));
  }

  /** Watts as of the last advance: valid for the interval that ends now. */
  hostPowerW(host: number): number {
    const h = this.#host('hostPowerW', host);
    const raw = this.live('hostPowerW');
    try {
      return this.checkNumber('hostPowerW', raw._sgw_host_power(h));
    } catch (error) {
      throw this.explained(error, 'hostPowerW');
    }
  }

  /** Watts at a pstate, the current one by default: without any load, with next to none, with all cores busy. */
  hostPowerRange(
    host: number,
    pstate?: number,
  ): { readonly idleW: number; readonly minW: number; readonly maxW: number } {
    const h = this.#host('hostPowerRange', host);
    const p = pstate === undefined ? this.hostPstate(h) : this.#pstate('hostPowerRange', h, pstate);
    return {
      idleW: this.number('hostPowerRange', (r) => r._sgw_host_power_idle(h, p)),
      minW: this.number('hostPowerRange', (r) => r._sgw_host_power_min(h, p)),
      maxW: this.number('hostPowerRange', (r) => r._sgw_host_power_max(h, p)),
    };
  }

  #host(operation: string, host: number, argument = 'host'): number {
    this.live(operation);
    return numberOf(operation, argument, host, this.#hosts);
  }

  #pstate(operation: string, host: number, pstate: number): number {
    return numberOf(operation, 'pstate', pstate, this.hostPstates(host));
  }

  // ------------------------------------------------------------------------------------------------ CPU

  /** Starts endless work on up to `cores` cores of a host; it asks for nothing until `setDemand`. */
  startCpu(host: number, cores: number): number {
    const h = this.#host('startCpu', host);
    const c = countOf('startCpu', 'cores', cores);
    return this.check(
      'startCpu',
      this.call('startCpu', (r) => r._sgw_cpu_start(h, c)),
    );
  }

  /** Asks for up to `flops` flop/s. What is granted follows from SimGrid's fair sharing. */
  setDemand(action: number, flops: number): void {
    const raw = this.live('setDemand');
    const a = idOf('setDemand', 'action', action);
    const f = amountOf('setDemand', 'flops', flops);
    try {
      this.check('setDemand', raw._sgw_cpu_demand(a, f), a);
    } catch (error) {
      throw this.explained(error, 'setDemand');
    }
  }

  /** Flop/s granted, as of the last advance. */
  cpuRate(action: number): number {
    const raw = this.live('cpuRate');
    const a = idOf('cpuRate', 'action', action);
    try {
      return this.checkNumber('cpuRate', raw._sgw_cpu_rate(a), a);
    } catch (error) {
      throw this.explained(error, 'cpuRate');
    }
  }

  stopCpu(action: number): void {
    this.live('stopCpu');
    const a = idOf('stopCpu', 'action', action);
    this.check(
      'stopCpu',
      this.call('stopCpu', (r) => r._sgw_cpu_stop(a)),
      a,
    );
  }

  // ------------------------------------------------------------------------------------------------ network

  /** Sends bytes from host to host over the platform's route, at most `rate` bytes/s (default: no cap). */
  startFlow(from: number, to: number, bytes: number, rate = Number.POSITIVE_INFINITY): number {
    const source = this.#host('startFlow', from, 'from');
    const destination = this.#host('startFlow', to, 'to');
    const size = amountOf('startFlow', 'bytes', bytes);
    const cap = capOf('startFlow', 'rate', rate);
    return this.check(
      'startFlow',
      this.call('startFlow', (r) => r._sgw_flow_start(source, destination, size, Number.isFinite(cap) ? cap : -1)),
    );
  }

  /** Bytes that a running flow has still to send. */
  flowRemaining(flow: number): number {
    this.live('flowRemaining');
    const f = idOf('flowRemaining', 'flow', flow);
    return this.number('flowRemaining', (r) => r._sgw_flow_remaining(f), f);
  }

  cancelFlow(flow: number): void {
    this.live('cancelFlow');
    const f = idOf('cancelFlow', 'flow', flow);
    this.check(
      'cancelFlow',
      this.call('cancelFlow', (r) => r._sgw_flow_cancel(f)),
      f,
    );
  }

  /** Links in the order of the platform; the two directions of a split-duplex link are links of their own. */
  get linkCount(): number {
    this.live('linkCount');
    return this.#links;
  }

  linkName(link: number): string {
    const l = this.#link('linkName', link);
    return this.text('linkName', (r) => r._sgw_link_name(l)) as string;
  }

  linkProperty(link: number, key: string): string | undefined {
    const l = this.#link('linkProperty', link);
    return this.text('linkProperty', (r) => withText(r, key, (k) => r._sgw_link_property(l, k)));
  }

  /** Bytes/s and seconds, as the platform says. */
  linkCapacity(link: number): { readonly bandwidth: number; readonly latencyS: number } {
    const l = this.#link('linkCapacity', link);
    return this.call('linkCapacity', (r) => ({
      bandwidth: r._sgw_link_bandwidth(l),
      latencyS: r._sgw_link_latency(l),
    }));
  }

  /** Bytes/s, as of the last advance. */
  linkLoad(link: number): number {
    const l = this.#link('linkLoad', link);
    return this.call('linkLoad', (r) => r._sgw_link_load(l));
  }

  /** Joules since t = 0, by SimGrid's link-energy plugin: W_idle x t + (W_busy - W_idle) x bytes / bandwidth with the
   * link's `wattage_range`, 0 without one. `wattage_off` counts for nothing in SimGrid 3.32. The two directions of a
   * split-duplex link draw half of its range each. Fails without the option `linkEnergy`. */
  linkEnergyJ(link: number): number {
    const l = this.#link('linkEnergyJ', link);
    return this.number('linkEnergyJ', (r) => r._sgw_link_energy(l));
  }

  #link(operation: string, link: number): number {
    this.live(operation);
    return numberOf(operation, 'link', link, this.#links);
  }

  route(from: number, to: number): Route {
    const source = this.#host('route', from, 'from');
    const destination = this.#host('route', to, 'to');
    return this.call('route', (r) => {
      const count = this.check('route', r._sgw_route_find(source, destination));
      const start = r._sgw_route_links() >> 2;
      const links: number[] = [];
      for (let i = start; i < start + count; i++) links.push(r.HEAP32[i] as number);
      return { links, latencyS: r._sgw_route_latency() };
    });
  }
}

const NO_EVENTS: readonly SimGridEvent[] = [];
