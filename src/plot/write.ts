/** Writes a picture: SVG or PNG, by the ending of its name. */
import { extname } from 'node:path';
import { InputError } from '../problem.ts';
import { writeAtomic } from '../results/atomic-write.ts';
import type { PlotView } from './panel.ts';

const ENDINGS = ['.svg', '.png'];

/** Throws InputError for a name that ends otherwise. Before anything is computed, in the best case. */
export function checkPlotName(file: string): void {
  if (ENDINGS.includes(extname(file).toLowerCase())) return;
  const what = 'a picture is an SVG or a PNG';
  throw new InputError([{ file, line: 0, column: 0, what, hint: `let its name end in ${ENDINGS.join(' or ')}` }]);
}

/** Throws InputError if the file cannot be written. */
export async function writePlot(file: string, view: PlotView): Promise<void> {
  checkPlotName(file);
  const { renderSvg } = await import('./svg.ts');
  const svg = await renderSvg(view);
  if (extname(file).toLowerCase() === '.svg') return writeAtomic(file, svg);
  const { renderPng } = await import('./png.ts');
  writeAtomic(file, renderPng(svg));
}
