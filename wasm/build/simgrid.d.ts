import type { RawModule, RawOptions } from '../src/raw.ts';

/** lib/simgrid.js, which emscripten writes. */
export default function createSimGrid(options: RawOptions): Promise<RawModule>;
