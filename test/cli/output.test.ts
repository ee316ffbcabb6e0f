/** Output that cannot be written: a message, an exit code, and nothing lost. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { wattshift } from '../support/command.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { contents, temporaryFolder } from '../support/temporary.ts';

const SHORT = { ...SMALL, duration: '10 min', seeds: 4 };
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

describe('a folder that cannot be used is found before anything is run', () => {
  const folder = () => {
    const path = temporaryFolder();
    mkdirSync(join(path, 'taken', 'result.json'), { recursive: true });
    writeFileSync(join(path, 'file'), '');
    return path;
  };
  test.each([
    ['taken', /result\.json is a folder/],
    ['file', /a folder of that name|a file is in the way|not a directory|EEXIST/],
    ['/proc/wattshift', /cannot write results here/],
    ['/proc', /cannot write results here/],
  ])('--out %s', { timeout: 30_000 }, async (out, message) => {
    const cwd = folder();
    const { code, stderr, stdout } = await wattshift(['run', writeExperiment(cwd, SHORT), '--out', out], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/bug|\n\s+at /);
  });
});

test.skipIf(!existsSync('/dev/full')).each([[['--json']], [[]]])(
  'standard output on a full disk, with %j',
  { timeout: 60_000 },
  (options) => {
    const folder = temporaryFolder();
    const command = [
      process.execPath,
      cli,
      'run',
      writeExperiment(folder, SHORT),
      '--out',
      join(folder, 'out'),
      ...options,
    ];
    const { status, stderr } = spawnSync('sh', ['-c', '"$@" > /dev/full', 'sh', ...command], { encoding: 'utf8' });
    expect(stderr).toBe('standard output: cannot be written: no space is left on the disk\n');
    expect(status).toBe(3);
    expect(existsSync(join(folder, 'out', 'result.json'))).toBe(true);
  },
);

/** A file system of so many kilobytes, where root may make one. */
function smallDisk(kilobytes: number): string | undefined {
  const disk = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', [disk]));
  return disk;
}

test('a disk that gets full, room made, then made read-only', { timeout: 120_000 }, async (context) => {
  const disk = smallDisk(48);
  if (disk === undefined) return context.skip('no file system can be mounted here');
  const folder = temporaryFolder();
  const file = writeExperiment(folder, { ...SHORT, seeds: 12 });
  const run = (out: string, ...more: string[]) => wattshift(['run', file, '--out', out, '--jobs', '1', ...more]);
  const remount = (options: string) => execFileSync('mount', ['-o', `remount,${options}`, disk]);

  const full = await run(join(disk, 'out'));
  expect(full.code).toBe(3);
  expect(full.stderr).toMatch(
    /cannot be written: no space is left on the disk \(in seed \d+\)\n\d+ of 12 runs are finished and kept; /,
  );
  expect(full.stderr).not.toMatch(/bug|\n\s+at /);

  remount('size=8m');
  const room = await run(join(disk, 'out'));
  expect(room).toMatchObject({ code: 0, stderr: '' });
  expect(room.stdout).toMatch(/12 runs, \d+ of them from an earlier call/);
  await run(join(folder, 'undisturbed'));
  expect(contents(join(disk, 'out'))).toEqual(contents(join(folder, 'undisturbed')));

  remount('ro');
  expect(await run(join(disk, 'out'))).toMatchObject({ code: 0, stderr: '' });
  const more = await run(join(disk, 'out'), '--seeds', '13');
  expect(more.code).toBe(2);
  expect(more.stderr).toContain('cannot write results here');
});
