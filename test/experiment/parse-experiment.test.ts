import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { type ExperimentObject, parseExperiment } from '../../src/experiment/parse-experiment.ts';
import { loadPlatform } from '../../src/platform/load.ts';
import { platform, SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

const OBJECT = SMALL as unknown as ExperimentObject;
const xml = readFileSync(platform('rack4-10g'), 'utf8');

async function problemsOf(experiment: object): Promise<readonly string[]> {
  const error = await parseExperiment(experiment as ExperimentObject).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error('no problem was found', { cause: error });
  return error.message.split('\n').map((line) => line.split(';')[0] as string);
}

describe('an experiment without a file', () => {
  test('is the one of a file that says the same', async () => {
    const folder = temporaryFolder();
    const { file: _, inputs, ...loaded } = await loadExperiment(writeExperiment(folder));
    const { file, inputs: given, ...parsed } = await parseExperiment(OBJECT, { baseFolder: folder });
    expect(parsed).toEqual(loaded);
    expect(file).toBe('experiment');
    // all but the experiment itself
    expect(given.slice(1)).toEqual(inputs.slice(1));
  });

  test('names files relative to a folder', async () => {
    const baseFolder = dirname(platform('rack4-10g'));
    const { cells } = await parseExperiment({ ...OBJECT, platform: 'rack4-10g.xml' }, { baseFolder });
    expect(cells[0]?.scenario.platform.xml).toBe(xml);
  });

  test('may hold platforms as text', async () => {
    const { platform: _, ...rest } = OBJECT;
    const sweep = { platform: [xml, { path: 'mine.xml', xml }, loadPlatform(platform('rack4-1g'))] };
    const { cells } = await parseExperiment({ ...rest, sweep });
    expect(cells.map(({ id }) => id)).toEqual(['platform=platform', 'platform=mine', 'platform=rack4-1g']);
    expect(cells[0]?.scenario.platform).toEqual({ ...loadPlatform(platform('rack4-10g')), path: 'platform.xml' });
    expect(JSON.stringify(cells[0]?.axes)).not.toContain('<');
  });

  test('is told everything that is wrong with it at once, by dotted path', async () => {
    const wrong = {
      ...OBJECT,
      platform: '/nowhere.xml',
      duration: Number.NaN,
      colour: 'red',
      policy: { kind: 'ffd', perriod: 3 },
      sweep: { mechanism: ['pre-copy', 'pre-cpy'], 'policy.offset': ['1 s', '2 q'] },
    };
    expect(await problemsOf(wrong)).toEqual([
      "experiment: colour: unknown key 'colour'",
      'experiment: platform /nowhere.xml: there is no such file',
      'experiment: duration: expected a finite number, got NaN',
      "experiment: policy.perriod: unknown key 'perriod' in policy 'ffd'",
      "experiment: sweep.policy.offset.1: policy.offset: unknown unit 'q' in '2 q': use ms, s, min, h, d",
      "experiment: sweep.mechanism.1.kind: mechanism: unknown kind 'pre-cpy'",
    ]);
  });

  test('tells problems of a platform that is text by its lines', async () => {
    expect(await problemsOf({ ...OBJECT, platform: `${xml.slice(0, -12)}<` })).toEqual([
      expect.stringMatching(/^platform\.xml:\d+:\d+: /),
    ]);
    expect(await problemsOf({ ...OBJECT, platform: { xml: 3 } })).toEqual([
      'experiment: platform.xml: expected the text of a platform',
    ]);
  });

  test('is plain data', async () => {
    const loop: { vms: unknown[] } = { vms: [] };
    loop.vms.push(loop);
    expect(await problemsOf({ ...OBJECT, duration: () => 1, simgrid: new Map(), ...loop })).toEqual([
      'experiment: duration: expected data, got a function',
      'experiment: vms.0.vms: contains itself',
      'experiment: simgrid: expected a plain object, got a Map',
    ]);
  });
});
