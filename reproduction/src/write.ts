import { basename, dirname, join } from 'node:path';
import { demandPlotPackages } from '../report/plot/packages.ts';
import { makeFolder, writeAtomic } from '../results/atomic-write.ts';
import { toMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

/** Writes the document, and its pictures into a folder of the same name beside it. Returns the files written. Throws
 * InputError where the packages that draw are not installed. */
export async function writeReport(report: Report, file: string): Promise<readonly string[]> {
  demandPlotPackages(file, '.svg');
  const { renderSvg } = await import('../report/plot/svg.ts');
  const folder = basename(file).replace(/\.md$/i, '');
  const pictures = join(dirname(file), folder === basename(file) ? `${folder}-pictures` : folder);
  makeFolder(pictures);
  const written: string[] = [];
  for (const plot of report.items.flatMap(({ plots }) => plots)) {
    const picture = join(pictures, `${plot.name}.svg`);
    writeAtomic(picture, await renderSvg(plot.view));
    written.push(picture);
  }
  writeAtomic(file, toMarkdown(report, basename(pictures)));
  return [file, ...written];
}
