export type { Assumption } from './assumptions.ts';
export { type ModelCase, type Row, type SideBySide, sideBySide } from './side-by-side.ts';
export type { World } from './two-hosts.ts';
