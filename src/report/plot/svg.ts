/** A Vega-Lite view as SVG. The same view gives the same bytes: text is measured without a canvas, no transform draws lots,
 * and the numbers of clip paths start anew with each picture. */
import { parse, resetSVGDefIds, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { PlotView } from './panel.ts';

const CONFIG = {
  view: { stroke: '#ddd' },
  axis: { labelFontSize: 11, titleFontSize: 11, titleFontWeight: 'normal', labelFlush: false },
  // few enough that every tick has its label
  axisQuantitative: { tickCount: 5, labelOverlap: false },
  legend: { labelFontSize: 11 },
};

export async function renderSvg(view: PlotView): Promise<string> {
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    padding: 12,
    ...view,
    config: CONFIG,
  };
  resetSVGDefIds();
  const drawing = new View(parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: 'none' });
  try {
    const svg = await drawing.toSVG();
    // a hundredth of a pixel is enough, and keeps the file small
    return `${svg.replaceAll(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))}\n`;
  } finally {
    drawing.finalize();
  }
}
