/** The boundary to SimGrid: the only folder that knows the wasm package. */
export { type KernelHost, type Kernel, openKernel } from './kernel.ts';
export { type SimGrid, SimGridError } from 'simgrid-wasm';
