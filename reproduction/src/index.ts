/** Printed figures beside those of wattshift: what `wattshift reproduce` runs. */
export type { LaboratoryOptions } from './laboratory.ts';
export type { ItemReport, Report, Row } from './report.ts';
export { type Reproduction, reproduce } from './reproduce.ts';
export { type ItemTable, tables } from './tables.ts';
export type { Verdict } from './verdict.ts';
export { writeReport } from './write.ts';
