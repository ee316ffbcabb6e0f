/** `npm run bench`: builds both sides, takes every measurement on this machine, and says which required figures hold.
 *
 *   npm run bench -- [--json] [--no-build] [measurement ...]
 *
 * Exits with 1 if a required figure does not hold. */
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildReplay } from '../test/oracle/replay.ts';
import { daySpeed } from './day-speed.ts';
import { loadChange } from './load-change.ts';
import { judge, type Measurement, type Report, reportTable } from './measurement.ts';
import { mechanismCost } from './mechanism-cost.ts';
import { memory } from './memory.ts';
import { platformLoad } from './platform-load.ts';
import { benchFile } from './scenarios.ts';
import { twoJobs } from './two-jobs.ts';

const MEASUREMENTS: readonly Measurement[] = [daySpeed, mechanismCost, loadChange, platformLoad, twoJobs, memory];

const { values: options, positionals: names } = parseArgs({
  options: { json: { type: 'boolean' }, 'no-build': { type: 'boolean' } },
  allowPositionals: true,
});
const unknown = names.filter((name) => !MEASUREMENTS.some((measurement) => measurement.name === name));
if (unknown.length > 0) {
  console.error(`no measurement ${unknown.join(', ')}; there are ${MEASUREMENTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const loadBefore = loadavg()[0] ?? 0;
const tell = (what: string) => process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${what}` : `${what}\n`);
if (!options['no-build']) {
  tell('building');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: benchFile('..'), stdio: ['ignore', 'ignore', 'inherit'] });
}
buildReplay();

const reports: Report[] = [];
for (const measurement of MEASUREMENTS) {
  if (names.length > 0 && !names.includes(measurement.name)) continue;
  tell(measurement.title);
  reports.push(judge(measurement, await measurement.measure((what) => tell(`${measurement.title}: ${what}`))));
}
if (process.stderr.isTTY) tell('');

const machine = {
  cpu: cpus()[0]?.model ?? '',
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  node: process.version,
  loadBefore,
};
if (options.json) console.log(JSON.stringify({ machine, measurements: reports }, null, 2));
else {
  const { cpu, cores, node } = machine;
  const load = `load ${loadBefore.toFixed(1)} before the start`;
  console.log(`${cpu}, ${cores} cores, ${load}, Node ${node}\n\n${reportTable(reports)}`);
}
if (reports.some(({ figures }) => figures.some(({ verdict }) => verdict === 'FAIL'))) process.exitCode = 1;
