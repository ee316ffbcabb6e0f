/** wattshift's pictures as a library, for those who have installed the packages that draw. */
export { type CurveOptions, type CurvePanel, type CurvePoint, curves, type Level } from './report/plot/curves.ts';
export { type PlotView, panelTitle } from './report/plot/panel.ts';
export { writePlot } from './report/plot/write.ts';
