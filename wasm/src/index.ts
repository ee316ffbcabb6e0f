export { ArgumentError, DisposedError, SimGridError } from './error.ts';
export { compileSimGrid } from './module.ts';
export { type Route, SimGrid, type SimGridEvent, type SimGridOptions } from './simgrid.ts';
