/** The boundary to SimGrid: the only folder that knows the wasm package. */

export { type SimGrid, SimGridError } from 'simgrid-wasm';
export { type Kernel, type KernelHost, openKernel } from './kernel.ts';
