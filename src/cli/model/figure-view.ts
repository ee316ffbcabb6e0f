import type { Figure } from '../../analytic/figures.ts';
import { curves } from '../../report/plot/curves.ts';
import type { PlotView } from '../../report/plot/panel.ts';

/** The parts of one figure side by side. */
export const figureView = (parts: readonly Figure[]): PlotView =>
  curves(parts.map(({ number, title, x, y, points }) => ({ title: `Figure ${number}. ${title}`, x, y, points })));
