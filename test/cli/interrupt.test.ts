/** Whatever stops an experiment, the same command goes on and comes to the same bytes. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { start, wattshift } from '../support/command.ts';
import { platform, SMALL, writeExperiment } from '../support/experiment-file.ts';
import { contents, temporaryFolder } from '../support/temporary.ts';

/** Half a second per run, or so. */
const LONG = {
  ...SMALL,
  name: 'long',
  platform: platform('rack16-10g'),
  duration: '16 h',
  seeds: 5,
  vms: { count: 64, vcpus: 1, memory: '4 GB' },
};

const finished = (out: string) =>
  existsSync(join(out, 'runs'))
    ? readdirSync(join(out, 'runs'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('run.json'))
        .length
    : 0;

async function stopMidway(args: readonly string[], out: string, signal: NodeJS.Signals) {
  const { child, ended } = start(args);
  while (finished(out) < 2 && child.exitCode === null) await setTimeout(5);
  child.kill(signal);
  return ended;
}

let uninterrupted: ReturnType<typeof contents>;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wattshift-test-'));
  await wattshift(['run', writeExperiment(folder, LONG), '--out', join(folder, 'out')]);
  uninterrupted = contents(join(folder, 'out'));
  rmSync(folder, { recursive: true });
}, 60_000);

test.each(['SIGINT', 'SIGKILL'] as const)('%s, and then the same command again', async (signal) => {
  const folder = temporaryFolder();
  const file = writeExperiment(folder, LONG);
  const out = join(folder, 'stopped');
  const stopped = await stopMidway(['run', file, '--out', out], out, signal);
  const kept = finished(out);
  expect(kept).toBeGreaterThan(1);
  expect(kept).toBeLessThan(5);
  expect(existsSync(join(out, 'result.json'))).toBe(false);
  if (signal === 'SIGINT') {
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(
      /^interrupted: \d of 5 runs are finished and kept in .*; the same command goes on from there$/m,
    );
    expect(Object.keys(contents(out)).filter((path) => path.endsWith('.tmp'))).toEqual([]);
  } else expect(stopped.signal).toBe('SIGKILL');

  const resumed = await wattshift(['run', file, '--out', out]);
  expect(resumed).toMatchObject({ code: 0, stderr: '' });
  expect(resumed.stdout).toContain(`5 runs, ${kept} of them from an earlier call`);
  expect(contents(out)).toEqual(uninterrupted);
});

test('a reader that goes away is no failure', async () => {
  const { child, ended } = start(['list']);
  child.stdout.destroy();
  expect(await ended).toMatchObject({ stderr: '', signal: null });
});
