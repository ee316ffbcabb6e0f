/** An SVG as PNG, with a font of its own, so that a picture does not depend on what the machine has installed. */
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const PIXELS_PER_UNIT = 2;
const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

export function renderPng(svg: string): Buffer {
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: PIXELS_PER_UNIT },
    font: {
      loadSystemFonts: false,
      fontFiles: [font],
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    },
  });
  return drawing.render().asPng();
}
