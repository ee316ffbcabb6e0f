import { basename, dirname, join } from 'node:path';
import { writeAtomic } from 'wattshift';
import { writePlot } from 'wattshift/plot';
import { toMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

/** Writes the document, and its pictures into a folder of the same name beside it. Returns the files written. Throws
 * OutputError where one cannot be written. */
export async function writeReport(report: Report, file: string): Promise<readonly string[]> {
  const folder = basename(file).replace(/\.md$/i, '');
  const pictures = join(dirname(file), folder === basename(file) ? `${folder}-pictures` : folder);
  const written: string[] = [];
  for (const plot of report.items.flatMap(({ plots }) => plots)) {
    const picture = join(pictures, `${plot.name}.svg`);
    await writePlot(picture, plot.view);
    written.push(picture);
  }
  writeAtomic(file, toMarkdown(report, basename(pictures)));
  return [file, ...written];
}
