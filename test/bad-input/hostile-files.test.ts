/** Files too large, too deep or too strange to keep in the repository: made here, refused quickly. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError, type Problem } from '../../src/base/problem.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { validateFile } from '../../src/experiment/validate.ts';
import { loadPlatform } from '../../src/platform/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'wattshift-bad-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MB = 1e6;
const FEW_SECONDS = 15_000;

const HEAD = `<?xml version="1.0"?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">
`;
const HOST = `<host id="pm-0" speed="1Gf"><prop id="wattage_per_state" value="1:2"/></host>`;

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A file of that size that takes no room on the disk. */
function writeHuge(name: string, bytes: number): string {
  const path = write(name, '');
  truncateSync(path, bytes);
  return path;
}

async function firstProblem(path: string): Promise<Problem> {
  const { problems } = await validateFile(path);
  expect(problems.length).toBeGreaterThan(0);
  for (const { what, hint } of problems) expect(`${what}${hint}`).not.toMatch(/\n\s+at /);
  return problems[0] as Problem;
}

test('an experiment file of 100 MB', async () => {
  const problem = await firstProblem(writeHuge('huge.yaml', 100 * MB));
  expect(problem.what).toBe('95.4 MiB is too large');
  expect(problem.hint).toBe('the limit for experiment files is 4 MiB');
});

test('a platform of 100 MB', async () => {
  expect(await firstProblem(writeHuge('huge.xml', 100 * MB))).toMatchObject({
    what: '95.4 MiB is too large',
    hint: 'the limit for platforms is 64 MiB',
  });
});

test('a profile of 300 MB, a trace of 5 GB', async () => {
  writeHuge('huge.profile', 300 * MB);
  const platform = write(
    'huge-profile.xml',
    `${HEAD}<zone id="z" routing="Full"><host id="pm-0" speed="1Gf" speed_file="huge.profile"/></zone></platform>`,
  );
  expect(await firstProblem(platform)).toMatchObject({
    line: 4,
    column: 69,
    hint: 'the limit for profiles is 256 MiB',
  });

  writeHuge('huge.csv', 5000 * MB);
  write('ok.xml', `${HEAD}<zone id="z" routing="Full">${HOST}</zone></platform>`);
  const experiment =
    'version: 1\nname: x\nplatform: ok.xml\nduration: 1 h\nseeds: 1\nvms: { count: 1, memory: 1 GB }\npolicy: none\n';
  const traced = write('huge-trace.yaml', `${experiment}workload: { kind: trace, file: huge.csv }\n`);
  expect(await firstProblem(traced)).toMatchObject({
    line: 8,
    column: 32,
    what: expect.stringContaining('more than 4 GiB is too large'),
  });
});

test('what has no end', async () => {
  expect(await firstProblem('/dev/zero')).toMatchObject({ what: 'is a device, not a file' });
});

test('a folder, a file that is not there, a link to itself', async () => {
  mkdirSync(join(folder, 'folder.yaml'));
  expect(await firstProblem(join(folder, 'folder.yaml'))).toMatchObject({ what: 'is a folder, not a file' });
  expect(await firstProblem(join(folder, 'nowhere.yaml'))).toMatchObject({ what: 'there is no such file' });
  expect(await firstProblem(join(folder, 'huge.yaml', 'below.yaml'))).toMatchObject({ what: 'there is no such file' });
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
  expect(await firstProblem(join(folder, 'loop.yaml'))).toMatchObject({ what: 'cannot be read (ELOOP)' });
});

test('binary content', async () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + 13) % 256);
  expect((await firstProblem(write('noise.yaml', noise))).what).toMatch(
    /^is not text: it has a zero byte at offset \d+$/,
  );
  expect(
    await firstProblem(write('latin.yaml', Uint8Array.of(0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xe9))),
  ).toMatchObject({ what: 'is not UTF-8 text' });
  expect(await firstProblem(write('latin.xml', Uint8Array.of(0x3c, 0xe9)))).toMatchObject({
    what: 'is not UTF-8 text',
  });
});

test('aliases that expand to a billion values', { timeout: FEW_SECONDS }, async () => {
  const levels = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'];
  for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi', 'ij']) {
    levels.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
  }
  expect((await firstProblem(write('bomb.yaml', `${levels.join('\n')}\n`))).what).toBe(
    'aliases expand to more than 10000 values',
  );
});

test('entities that expand to a billion values, and that read other files', async () => {
  const bomb = `<!DOCTYPE platform [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<platform version="4.1">&b;</platform>`;
  expect(await firstProblem(write('bomb.xml', bomb))).toMatchObject({
    line: 1,
    column: 1,
    what: 'a DOCTYPE that declares something inside itself',
  });
  const network = `<!DOCTYPE platform SYSTEM "http://127.0.0.1:9/evil.dtd">\n<platform version="4.1"/>`;
  expect(await firstProblem(write('network.xml', network))).toMatchObject({
    line: 1,
    what: 'SimGrid does not take this DOCTYPE',
  });
});

test.each([
  ['brackets', '['.repeat(100_000)],
  ['closed brackets', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['dashes', `${'- '.repeat(20_000)}1`],
  ['braces', '{a: '.repeat(20_000)],
])('YAML nested deeply: %s', { timeout: FEW_SECONDS }, async (name, text) => {
  expect(await firstProblem(write(`${name}.yaml`, text))).toMatchObject({ line: 1, what: 'nested too deeply' });
});

test('XML nested deeply', { timeout: FEW_SECONDS }, async () => {
  expect((await firstProblem(write('deep.xml', HEAD + '<zone id="z" routing="Full">'.repeat(100_000)))).what).toBe(
    'elements nested more than 256 deep',
  );
});

test('a million wrong things are not a million problems', { timeout: FEW_SECONDS }, async () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => `key${i}: 1`).join('\n');
  expect((await validateFile(write('keys.yaml', keys))).problems.length).toBeLessThanOrEqual(200);
  const hosts = Array.from({ length: 20_000 }, () => '<host id="pm-0" sped="1"/>').join('\n');
  const { problems } = await validateFile(
    write('hosts.xml', `${HEAD}<zone id="z" routing="Full">${hosts}</zone></platform>`),
  );
  expect(problems.length).toBeLessThanOrEqual(200);
});

test('the library throws the same as InputError, without a stack in the message', async () => {
  const path = write('no.yaml', 'version: 2\n');
  const error = await loadExperiment(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).toContain(`${path}:1:10: version:`);
  expect(() => loadPlatform(join(folder, 'nowhere.xml'))).toThrow(InputError);
});
