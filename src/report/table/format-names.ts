/** Apart from what writes them: `--help` names them, and loads nothing. */
export const TABLE_FORMATS = ['csv', 'md', 'latex'] as const;
/** CSV, Markdown or LaTeX. */
export type TableFormat = (typeof TABLE_FORMATS)[number];
