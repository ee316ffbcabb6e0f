/** Disturbs a small experiment as often as asked for, calls the same command again, and wants the bytes that it writes
 * undisturbed. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Draw } from '../fuzz/draw.ts';
import { wattshift } from '../support/command.ts';
import { contents } from '../support/contents.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { Disk } from './disk.ts';
import { DISTURBANCES, type DisturbanceName, type Trial } from './disturbances.ts';

const EXPERIMENT = {
  ...SMALL,
  name: 'torture',
  duration: '8 h',
  seeds: 3,
  sweep: { mechanism: ['pre-copy', 'ideal'] },
};

/** Disturbances of one folder before it is held against the undisturbed one. */
const MOST_IN_A_ROW = 4;

const WEIGHTS: Readonly<Record<DisturbanceName, number>> = {
  kill: 12,
  corrupt: 3,
  twoAtOnce: 2,
  fullDisk: 2,
  readOnlyDisk: 1,
};

export interface Outcome {
  /** How often of each. */
  readonly disturbances: Readonly<Record<DisturbanceName, number>>;
  /** Folders that were held against the undisturbed one. */
  readonly compared: number;
  /** Whether full and read-only disks could be tried. */
  readonly disks: boolean;
  readonly faults: readonly string[];
}

/** At least this many kills, and the others in proportion. */
export async function torture(
  kills: number,
  seed: number,
  onFault: (fault: string) => void = () => undefined,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'wattshift-torture-'));
  const disturbances = { kill: 0, corrupt: 0, twoAtOnce: 0, fullDisk: 0, readOnlyDisk: 0 };
  const faults: string[] = [];
  let compared = 0;
  let disk: Disk | undefined;
  const out = join(folder, 'out');
  const args = ['run', writeExperiment(folder, EXPERIMENT), '--out', out, '--jobs', '2'];
  try {
    mkdirSync(out);
    disk = mounted(out);
    const began = performance.now();
    const first = await wattshift(args);
    const wholeMs = performance.now() - began;
    if (first.code !== 0) throw new Error(`undisturbed, too, it ends with ${first.code}: ${first.stderr}`);
    const undisturbed = contents(out);
    const emptied = () => {
      for (const path of Object.keys(contents(out))) rmSync(join(out, path));
    };
    for (let trial = 0; disturbances.kill < kills; trial++) {
      const draw = new Draw(seed, trial);
      const about: Trial = { args, out, wholeMs, draw, disk };
      const names: DisturbanceName[] = [];
      emptied();
      const tell = (fault: string) => {
        const told = `trial ${trial} (${names.join(', ')}): ${fault}`;
        faults.push(told);
        onFault(told);
      };
      for (let left = 1 + draw.below(MOST_IN_A_ROW); left > 0; left--) {
        const name = draw.weighted(WEIGHTS);
        names.push(name);
        disturbances[name]++;
        const fault = await DISTURBANCES[name](about);
        if (fault !== undefined) tell(fault);
      }
      const { code, stderr } = await wattshift(args);
      compared++;
      if (code !== 0) tell(`the same command ends with ${code}: ${stderr.slice(0, 500)}`);
      else if (!isDeepStrictEqual(contents(out), undisturbed))
        tell(`other bytes: ${differing(contents(out), undisturbed)}`);
    }
    return { disturbances, compared, disks: disk !== undefined, faults };
  } finally {
    disk?.unmount();
    rmSync(folder, { recursive: true, force: true });
  }
}

function mounted(folder: string): Disk | undefined {
  try {
    return new Disk(folder);
  } catch {
    return undefined;
  }
}

function differing(found: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): string {
  const paths = [...new Set([...Object.keys(found), ...Object.keys(wanted)])];
  return paths.filter((path) => found[path] !== wanted[path]).join(', ');
}
