import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { loadPlatform } from '../../src/platform/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'wattshift-platform-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'profiles'));
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const XML = `<?xml version="1.0"?>
<platform version="4.1"><zone id="z" routing="Full">
<host id="a" speed="1Gf" speed_file="profiles/a.speed" state_file="a.state"/>
<link id="l" bandwidth="1Gbps" latency="0" bandwidth_file="l.bw" latency_file=""/>
</zone><trace id="t" periodicity="1" file="t.trace"/></platform>`;
const PROFILES = { 'profiles/a.speed': '0 1\n', 'a.state': '0 1\n', 'l.bw': '0 1e9\n', 't.trace': '0 1\n' };

test('a platform comes with all the profiles that it names', () => {
  for (const [name, text] of Object.entries(PROFILES)) write(name, text);
  const platform = loadPlatform(write('all.xml', XML));
  expect(platform).toMatchObject({ path: join(folder, 'all.xml'), xml: XML, profiles: PROFILES });
});

test('its hash is that of its text, and of every profile with its name', () => {
  const plain = '<?xml version="1.0"?>\n<platform version="4.1"/>';
  expect(loadPlatform(write('plain.xml', plain)).hash).toBe(createHash('sha256').update(plain).digest('hex'));
  for (const [name, text] of Object.entries(PROFILES)) write(name, text);
  const path = write('hashed.xml', XML);
  const { hash } = loadPlatform(path);
  expect(loadPlatform(path).hash).toBe(hash);
  write('l.bw', '0 2e9\n');
  expect(loadPlatform(path).hash).not.toBe(hash);
});

test('every profile that is missing is reported where it is named', () => {
  for (const name of Object.keys(PROFILES)) rmSync(join(folder, name), { force: true });
  const path = write('missing.xml', XML);
  const error = (() => {
    try {
      loadPlatform(path);
    } catch (thrown) {
      return thrown as InputError;
    }
    throw new Error('nothing was thrown');
  })();
  expect(error).toBeInstanceOf(InputError);
  expect(error.problems.map(({ line, column }) => `${line}:${column}`)).toEqual(['3:38', '3:68', '4:60', '5:44']);
});

test('a platform that is missing is reported where it is named', () => {
  const place = { file: 'experiment.yaml', line: 3, column: 11 };
  expect(() => loadPlatform(join(folder, 'nowhere.xml'), place)).toThrow(
    /^experiment\.yaml:3:11: platform .*nowhere\.xml: there is no such file/,
  );
});
