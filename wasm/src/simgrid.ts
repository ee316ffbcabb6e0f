import createSimGrid from '../lib/simgrid.js';
import { Boundary, withText } from './boundary.ts';
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
}

/** Links in order from source to destination; -1 is the loopback that SimGrid adds by itself. */
export interface Route {
  readonly links: readonly number[];
  readonly latencyS: number;
}

/** One SimGrid engine with one platform: hosts, CPU actions, flows and a clock. SimGrid's engine is a singleton, so
 * every simulation takes a fresh instance; instances share no memory. Numbers name hosts, links, actions and flows.
 * Units are SI. Methods throw SimGridError with SimGrid's own message; after an assertion inside SimGrid has failed,
 * and after `dispose`, they throw DisposedError. */
export class SimGrid extends Boundary {
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
    return simgrid;
  }

  // ------------------------------------------------------------------------------------------------ engine

  get version(): string {
    return this.text('version', (r) => r._sgw_engine_version()) as string;
  }

  /** Sets a SimGrid configuration item such as `network/model`. Before `load`. */
  configure(name: string, value: string): void {
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
    return this.check(
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
  }

  /** Simulated time, seconds. */
  get clock(): number {
    return this.live('clock')._sgw_engine_clock();
  }

  /** Advances to the next event, or to `untilS` if nothing happens before; returns what happened. That may be nothing:
   * SimGrid also stops where a flow has paid its latency. */
  advance(untilS: number): readonly SimGridEvent[] {
    const raw = this.live('advance');
    try {
      const count = this.check('advance', raw._sgw_engine_advance(untilS));
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
    return this.text('hostName', (r) => r._sgw_host_name(host)) as string;
  }

  hostProperty(host: number, key: string): string | undefined {
    return this.text('hostProperty', (r) => withText(r, key, (k) => r._sgw_host_property(host, k)));
  }

  hostCores(host: number): number {
    return this.call('hostCores', (r) => r._sgw_host_cores(host));
  }

  /** Flop/s of one core at the current pstate, without the speed profile. */
  hostSpeed(host: number): number {
    return this.call('hostSpeed', (r) => r._sgw_host_speed(host));
  }

  /** What the speed profile leaves of the speed, 0..1. */
  hostSpeedRatio(host: number): number {
    return this.call('hostSpeedRatio', (r) => r._sgw_host_speed_ratio(host));
  }

  hostPstates(host: number): number {
    return this.call('hostPstates', (r) => r._sgw_host_pstates(host));
  }

  setHostPstate(host: number, pstate: number): void {
    this.check(
      'setHostPstate',
      this.call('setHostPstate', (r) => r._sgw_host_pstate_set(host, pstate)),
    );
  }

  hostIsOn(host: number): boolean {
    return this.call('hostIsOn', (r) => r._sgw_host_is_on(host)) === 1;
  }

  /** Whether its availability profile has it down: it should not be switched on then. */
  hostIsDown(host: number): boolean {
    return this.call('hostIsDown', (r) => r._sgw_host_is_down(host)) === 1;
  }

  /** Switches a host on or off. Fails while CPU actions live on a host that is to go off. */
  switchHost(host: number, on: boolean): void {
    this.check(
      'switchHost',
      this.call('switchHost', (r) => r._sgw_host_switch(host, on ? 1 : 0)),
    );
  }

  /** Flop/s being computed, as of the last advance. */
  hostLoad(host: number): number {
    return this.call('hostLoad', (r) => r._sgw_host_load(host));
  }

  /** Joules since t = 0, by SimGrid's host-energy plugin. */
  hostEnergyJ(host: number): number {
    return this.number('hostEnergyJ', (r) => r._sgw_host_energy(host));
  }

  /** Watts as of the last advance: valid for the interval that ends now. */
  hostPowerW(host: number): number {
    const raw = this.live('hostPowerW');
    try {
      return this.checkNumber('hostPowerW', raw._sgw_host_power(host));
    } catch (error) {
      throw this.explained(error, 'hostPowerW');
    }
  }

  /** Watts at the current pstate: without any load, with next to none, with all cores busy. */
  hostPowerRange(host: number): { readonly idleW: number; readonly minW: number; readonly maxW: number } {
    return {
      idleW: this.number('hostPowerRange', (r) => r._sgw_host_power_idle(host)),
      minW: this.number('hostPowerRange', (r) => r._sgw_host_power_min(host)),
      maxW: this.number('hostPowerRange', (r) => r._sgw_host_power_max(host)),
    };
  }

  // ------------------------------------------------------------------------------------------------ CPU

  /** Starts endless work on up to `cores` cores of a host; it asks for nothing until `setDemand`. */
  startCpu(host: number, cores: number): number {
    return this.check(
      'startCpu',
      this.call('startCpu', (r) => r._sgw_cpu_start(host, cores)),
    );
  }

  /** Asks for up to `flops` flop/s. What is granted follows from SimGrid's fair sharing. */
  setDemand(action: number, flops: number): void {
    const raw = this.live('setDemand');
    try {
      this.check('setDemand', raw._sgw_cpu_demand(action, flops));
    } catch (error) {
      throw this.explained(error, 'setDemand');
    }
  }

  /** Flop/s granted, as of the last advance. */
  cpuRate(action: number): number {
    const raw = this.live('cpuRate');
    try {
      return raw._sgw_cpu_rate(action);
    } catch (error) {
      throw this.explained(error, 'cpuRate');
    }
  }

  stopCpu(action: number): void {
    this.check(
      'stopCpu',
      this.call('stopCpu', (r) => r._sgw_cpu_stop(action)),
    );
  }

  // ------------------------------------------------------------------------------------------------ network

  /** Sends bytes from host to host over the platform's route, at most `rate` bytes/s (default: no cap). */
  startFlow(from: number, to: number, bytes: number, rate = Number.POSITIVE_INFINITY): number {
    const cap = Number.isFinite(rate) ? rate : -1;
    return this.check(
      'startFlow',
      this.call('startFlow', (r) => r._sgw_flow_start(from, to, bytes, cap)),
    );
  }

  /** Bytes that a running flow has still to send. */
  flowRemaining(flow: number): number {
    return this.number('flowRemaining', (r) => r._sgw_flow_remaining(flow));
  }

  cancelFlow(flow: number): void {
    this.check(
      'cancelFlow',
      this.call('cancelFlow', (r) => r._sgw_flow_cancel(flow)),
    );
  }

  get linkCount(): number {
    return this.call('linkCount', (r) => r._sgw_link_count());
  }

  linkName(link: number): string {
    return this.text('linkName', (r) => r._sgw_link_name(link)) as string;
  }

  linkProperty(link: number, key: string): string | undefined {
    return this.text('linkProperty', (r) => withText(r, key, (k) => r._sgw_link_property(link, k)));
  }

  /** Bytes/s and seconds, as the platform says. */
  linkCapacity(link: number): { readonly bandwidth: number; readonly latencyS: number } {
    return this.call('linkCapacity', (r) => ({
      bandwidth: r._sgw_link_bandwidth(link),
      latencyS: r._sgw_link_latency(link),
    }));
  }

  /** Bytes/s, as of the last advance. */
  linkLoad(link: number): number {
    return this.call('linkLoad', (r) => r._sgw_link_load(link));
  }

  route(from: number, to: number): Route {
    return this.call('route', (r) => {
      const count = this.check('route', r._sgw_route_find(from, to));
      const start = r._sgw_route_links() >> 2;
      const links: number[] = [];
      for (let i = start; i < start + count; i++) links.push(r.HEAP32[i] as number);
      return { links, latencyS: r._sgw_route_latency() };
    });
  }
}

const NO_EVENTS: readonly SimGridEvent[] = [];
