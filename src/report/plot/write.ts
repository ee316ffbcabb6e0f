/** Writes a picture: SVG or PNG, by the ending of its name. */
import { extname } from 'node:path';
import { InputError } from '../../base/problem.ts';
import { writeAtomic } from '../../results/atomic-write.ts';
import { demandPlotPackages, PICTURE_ENDINGS } from './packages.ts';
import type { PlotView } from './panel.ts';

/** Throws InputError for a name that ends otherwise, and where the packages that draw are not installed. Before anything
 * is computed, in the best case. */
export function checkPlotName(file: string): void {
  const found = extname(file).toLowerCase();
  const ending = PICTURE_ENDINGS.find((known) => known === found);
  if (!ending) {
    const what = 'a picture is an SVG or a PNG';
    const hint = `let its name end in ${PICTURE_ENDINGS.join(' or ')}`;
    throw new InputError([{ file, line: 0, column: 0, what, hint }]);
  }
  demandPlotPackages(file, ending);
}

/** Writes a view as SVG or PNG, by the ending of the name, whole or not at all. Makes its folder. Throws InputError for
 * another ending and where the packages that draw are not installed, OutputError if the file cannot be written. */
export async function writePlot(file: string, view: PlotView): Promise<void> {
  checkPlotName(file);
  const { renderSvg } = await import('./svg.ts');
  const svg = await renderSvg(view);
  if (extname(file).toLowerCase() === '.svg') return writeAtomic(file, svg);
  const { renderPng } = await import('./png.ts');
  writeAtomic(file, renderPng(svg));
}
