/** The module as emscripten exports it: c/simgrid_wasm.h in TypeScript's terms. Pointers stay inside this package. */
export interface RawModule {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, data: string): void;
  };
  UTF8ToString(pointer: number): string;
  stringToUTF8(text: string, pointer: number, bytes: number): void;
  lengthBytesUTF8(text: string): number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;

  _sgw_error_message(): number;
  _sgw_error_argument(): number;
  _sgw_error_file(): number;
  _sgw_error_line(): number;

  _sgw_engine_version(): number;
  _sgw_engine_create(): number;
  _sgw_engine_config_set(name: number, value: number): number;
  _sgw_engine_config_get(name: number): number;
  _sgw_engine_log_set(control: number): number;
  _sgw_link_energy_enable(): number;
  _sgw_engine_load(path: number): number;
  _sgw_engine_clock(): number;
  _sgw_engine_advance(until: number): number;
  _sgw_event_kinds(): number;
  _sgw_event_subjects(): number;

  _sgw_host_name(host: number): number;
  _sgw_host_property(host: number, key: number): number;
  _sgw_host_cores(host: number): number;
  _sgw_host_speed(host: number): number;
  _sgw_host_speed_ratio(host: number): number;
  _sgw_host_pstates(host: number): number;
  _sgw_host_pstate(host: number): number;
  _sgw_host_speed_at(host: number, pstate: number): number;
  _sgw_host_pstate_set(host: number, pstate: number): number;
  _sgw_host_is_on(host: number): number;
  _sgw_host_is_down(host: number): number;
  _sgw_host_switch(host: number, on: number): number;
  _sgw_host_load(host: number): number;

  _sgw_host_energy(host: number): number;
  _sgw_host_power(host: number): number;
  _sgw_host_power_idle(host: number, pstate: number): number;
  _sgw_host_power_min(host: number, pstate: number): number;
  _sgw_host_power_max(host: number, pstate: number): number;

  _sgw_cpu_start(host: number, cores: number): number;
  _sgw_cpu_demand(action: number, demand: number): number;
  _sgw_cpu_rate(action: number): number;
  _sgw_cpu_stop(action: number): number;

  _sgw_flow_start(from: number, to: number, bytes: number, rate: number): number;
  _sgw_flow_remaining(flow: number): number;
  _sgw_flow_cancel(flow: number): number;

  _sgw_link_count(): number;
  _sgw_link_name(link: number): number;
  _sgw_link_property(link: number, key: number): number;
  _sgw_link_bandwidth(link: number): number;
  _sgw_link_latency(link: number): number;
  _sgw_link_load(link: number): number;
  _sgw_link_energy(link: number): number;
  _sgw_route_find(from: number, to: number): number;
  _sgw_route_latency(): number;
  _sgw_route_links(): number;
}

/** The options of emscripten's factory that are used here. */
export interface RawOptions {
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): object;
  print(line: string): void;
  printErr(line: string): void;
}
