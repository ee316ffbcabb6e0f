/** Plots as SVG, by Vega-Lite. The same plot gives the same bytes: text is measured without a canvas, nothing is random. */
import { Error as ERRORS, logger, parse, resetSVGDefIds, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Plot } from './finding.ts';

export async function toSvg({ view }: Plot): Promise<string> {
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    padding: 12,
    ...view,
    config: {
      view: { stroke: '#ddd' },
      axis: { labelFontSize: 11, titleFontSize: 11, titleFontWeight: 'normal' },
      legend: { labelFontSize: 11 },
    },
  };
  resetSVGDefIds();
  const drawing = new View(parse(compile(spec as unknown as TopLevelSpec, { logger: logger(ERRORS) }).spec), {
    renderer: 'none',
  });
  try {
    const svg = await drawing.toSVG();
    // a hundredth of a pixel is enough, and keeps the file small
    return `${svg.replaceAll(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))}\n`;
  } finally {
    drawing.finalize();
  }
}
