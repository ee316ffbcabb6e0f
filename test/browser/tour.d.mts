import type { SimGrid } from 'simgrid-wasm';

export function tour(simgrid: typeof SimGrid, module?: WebAssembly.Module): Promise<number[]>;
