/** The parameters of the source's experiments. Source: Aldhalaan and Menascé 2013, table 2. */
import type { HotVm } from './hot1.ts';
import type { UniformVm } from './uniform.ts';

/** The sizes of VMs, pages. */
export const TABLE2_PAGES = [4096, 8192, 16384, 32768] as const;
/** U_max. */
export const TABLE2_MAX_UTILISATION = 0.4;

const transfer = { pageBytes: 16e3, bandwidthBytesPerS: 60e3 };

/** The VM with uniform dirtying. */
export const table2Uniform = (pages: number): UniformVm => ({ pages, ...transfer, dirtyPagesPerS: 2 });

/** The VM with hot pages. */
export const table2Hot = (pages: number): HotVm => ({
  pages,
  ...transfer,
  hotPageRatio: 0.1,
  coldDirtyPagesPerS: 1.8,
  hotDirtyPagesPerS: 4,
});
