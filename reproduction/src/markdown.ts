/** A report as a Markdown document with its pictures beside it. */
import { markdownGrid as table } from 'wattshift';
import type { SideTable } from './finding.ts';
import { decimalsOf, fixed, formatPrinted, plusMinus, signed, withUnit } from './format.ts';
import type { ItemReport, Report, Row } from './report.ts';
import { VERDICTS, type Verdict } from './verdict.ts';

/** `pictures`: the folder of the SVG files, as the document names it. */
export function toMarkdown(report: Report, pictures: string): string {
  const parts = [head(report), ...report.items.map((item) => section(item, pictures))];
  return `${parts.join('\n\n')}\n`;
}

const NETWORK = [
  'network/model',
  'network/crosstraffic',
  'network/bandwidth-factor',
  'network/latency-factor',
  'network/TCP-gamma',
];

function head({ wattshift, simgrid, configuration, seeds, runs, items }: Report): string {
  const rows = items.flatMap((item) => item.rows);
  const counts = (Object.keys(VERDICTS) as Verdict[]).map(
    (verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length] as const,
  );
  const settings = NETWORK.map((name) => `${name} ${shortNumber(configuration[name] ?? '')}`).join(', ');
  const simulated = `, SimGrid ${simgrid} (${settings}), up to ${seeds} seeds, ${runs} runs`;
  return `# Reproduction

Printed figures and statements beside those of this tool. Sections, tables and figures are those of S. Akiyama's thesis on live migration and data centre energy, unless an item says otherwise. Written by \`wattshift reproduce --write docs/reproduction.md\`, nothing by hand: wattshift ${wattshift}${runs > 0 ? simulated : ''}.

No parameter was chosen to meet a printed figure. Where a figure differs, the reason beside it was tried out wherever it can be; the tables below each item hold the trials. Every experiment is a file that runs on its own.

${table(
  ['verdict', 'rows', 'meaning'],
  counts.map(([verdict, count]) => [`**${verdict}**`, String(count), VERDICTS[verdict]]),
)}

"Ours" is a mean over seeds, with half the width of its 95 % confidence interval; figures without one come from runs in which nothing is drawn, or from arithmetic. The difference is ours minus printed, from the nearer end where a range is printed.

${table(
  ['item', 'where', ...Object.keys(VERDICTS)],
  items.map((item) => [
    `[${item.title}](#${anchor(item.title)})`,
    item.where,
    ...Object.keys(VERDICTS).map((verdict) => String(item.rows.filter((row) => row.verdict === verdict).length || '')),
  ]),
)}`;
}

function section(item: ItemReport, pictures: string): string {
  const rerun = item.experiments.map((file) => `wattshift run ${file}`).join('\n');
  return [
    `## ${item.title}`,
    `*${item.where}* — \`wattshift reproduce ${item.name}\``,
    item.text,
    table(['what', 'printed', 'ours', 'difference', 'verdict', 'reason'], item.rows.map(cells)),
    ...item.plots.map(({ name, title }) => `![${title}](${pictures}/${name}.svg)\n\n*${title}.*`),
    ...item.tables.map(sideTable),
    ...(rerun === '' ? [] : [`The experiments:\n\n\`\`\`sh\n${rerun}\n\`\`\``]),
  ].join('\n\n');
}

export function cells(row: Row): readonly string[] {
  return [row.what, formatPrinted(row), formatOurs(row), formatDifference(row), `**${row.verdict}**`, row.reason ?? ''];
}

export function formatOurs({ ours, printed, unit }: Row): string {
  if (ours.kind === 'beyond') return ours.reason;
  if (ours.kind === 'judgement') return ours.evidence;
  return withUnit(plusMinus(ours, decimalsOf(printed)), unit);
}

export function formatDifference({ difference, printed, unit }: Row): string {
  if (difference === undefined) return '';
  return withUnit(signed(difference, decimalsOf(printed)), unit === '%' ? 'points' : unit);
}

function sideTable({ title, text, columns, rows }: SideTable): string {
  return `**${title}.** ${text}\n\n${table(columns, rows)}`;
}

/** As GitHub makes them of headings. */
const anchor = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

/** SimGrid prints numbers with all their digits. */
const shortNumber = (text: string) =>
  /^[\d.e+-]+$/.test(text) ? fixed(Number(text), Number.isInteger(Number(text)) ? 0 : 2) : text;
