import { csvTable } from './csv.ts';
import type { TableFormat } from './format-names.ts';
import { latexTable } from './latex.ts';
import { markdownTable } from './markdown.ts';
import { forPeople, type Table } from './table.ts';

interface FormatOptions {
  /** All columns; CSV has them in any case. */
  readonly wide?: boolean | undefined;
}

/** A table as text that ends in a line break. CSV holds numbers in SI, Markdown and LaTeX hold them as people read them. */
export function formatTable(table: Table, format: TableFormat, options: FormatOptions = {}): string {
  switch (format) {
    case 'csv':
      return csvTable(table);
    case 'md':
      return markdownTable(forPeople(table, options));
    case 'latex':
      return latexTable(forPeople(table, options));
  }
}
