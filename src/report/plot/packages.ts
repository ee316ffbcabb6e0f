/** The packages that draw, which not everybody installs: they are optional peers of this one. */
import { createRequire } from 'node:module';
import { InputError } from '../../base/problem.ts';

const NEEDED = {
  '.svg': ['vega', 'vega-lite'],
  '.png': ['vega', 'vega-lite', '@resvg/resvg-js', 'dejavu-fonts-ttf/package.json'],
} as const;

export type PictureEnding = keyof typeof NEEDED;

export const PICTURE_ENDINGS = Object.keys(NEEDED) as readonly PictureEnding[];

/** Throws InputError where packages for such a picture are not installed; it says how to install them. */
export function demandPlotPackages(file: string, ending: PictureEnding): void {
  const { resolve } = createRequire(import.meta.url);
  const missing = NEEDED[ending].filter((name) => {
    try {
      resolve(name);
      return false;
    } catch {
      return true;
    }
  });
  if (missing.length === 0) return;
  const names = missing.map((name) => name.replace('/package.json', ''));
  const what = `a picture needs ${names.join(', ')}, which ${names.length > 1 ? 'are' : 'is'} not installed`;
  throw new InputError([{ file, line: 0, column: 0, what, hint: `npm install ${names.join(' ')}` }]);
}
