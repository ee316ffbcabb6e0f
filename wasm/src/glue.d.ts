import type { RawModule, RawOptions } from './raw.ts';

/** lib/simgrid.js, which emscripten writes. */
export default function createSimGrid(options: RawOptions): Promise<RawModule>;
