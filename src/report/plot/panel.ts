/** A Vega-Lite view without schema, background and configuration. */
export type PlotView = Readonly<Record<string, unknown>>;

/** A layer with the title of a panel, above the middle of its frame. A title of Vega's own makes room for the labels of the
 * axes, and stands higher in one panel than in the next. */
export const panelTitle = (text: string): PlotView => ({
  data: { values: [{}] },
  mark: { type: 'text', text, y: -12, fontSize: 12 },
});
