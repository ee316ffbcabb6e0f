/** A difference as GitHub Actions shows it beside the files of a commit.
 * Format: GitHub Docs, Workflow commands for GitHub Actions, Setting an error message. */
import { byMetric } from './by-metric.ts';
import { inputText, provenanceText, runText } from './remarks.ts';
import type { CheckReport } from './report.ts';

/** A line per metric that moved, and per run that is missing or new; none if all is as recorded. `file`: where people see
 * them, relative to the working directory. */
export function annotations(report: CheckReport, file: string): readonly string[] {
  const because = [...inputText(report.inputChanges), ...provenanceText(report)].map((one) => `; ${one}`).join('');
  const moved = byMetric(report).map(({ metric, moved: runs, most }) => {
    const now = most.measured === null ? 'is gone' : `is ${most.measured} instead of ${most.recorded}`;
    return `${metric} ${now} in ${runText(most)}, and moved in ${runs} of ${report.runs} runs${because}`;
  });
  const missing = report.missing.map((run) => `${runText(run)} was recorded, and is missing now`);
  const added = report.added.map((run) => `${runText(run)} is not recorded`);
  return [...moved, ...missing, ...added].map(
    (message) => `::error file=${escapeProperty(file)},title=wattshift check::${escapeData(message)}`,
  );
}

const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
