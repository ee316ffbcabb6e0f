import { wrongArgument } from '../base/argument.ts';

/** Throws TypeError if what a function of the library was called with is no result. */
export function demandResult(call: string, value: unknown): void {
  const cells = typeof value === 'object' && value !== null && 'cells' in value ? value.cells : undefined;
  // an experiment has cells, too, but none with metrics
  if (Array.isArray(cells) && cells.every((cell) => typeof cell?.metrics === 'object')) return;
  throw wrongArgument(call, 'a result, as readResult and runExperiment(...).result give it', value);
}
