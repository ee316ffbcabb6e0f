import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatePlatform } from '../../src/platform/generate.ts';
import { wattshift } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('writes what the library makes of the same options, and validate takes it', async () => {
  const options = {
    racks: 3,
    hosts: 4,
    nic: '10Gbps',
    oversubscription: 2,
    watts: '80:90:200',
    ram: '64GiB',
    off: '4 W',
  };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const xml = generatePlatform(options);
  expect(await wattshift(['platform', ...words])).toMatchObject({ stdout: xml, stderr: '', code: 0 });
  const cwd = temporaryFolder();
  expect(await wattshift(['platform', ...words, '-o', 'dc.xml'], { cwd })).toMatchObject({ stdout: '', code: 0 });
  expect(readFileSync(join(cwd, 'dc.xml'), 'utf8')).toBe(xml);
  const validation = await wattshift(['validate', 'dc.xml'], { cwd });
  expect(validation).toMatchObject({ stdout: 'dc.xml: a valid platform\n', stderr: '', code: 0 });
});

test('every wrong option at once, by its name', async () => {
  const { stdout, stderr, code } = await wattshift(['platform', '--racks', 'many', '--nic', '10Gxps', '--watts', '9']);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr.split('\n').map((line) => line.split(': ')[0])).toEqual(['--racks', '--hosts', '--nic', '--watts', '']);
});

test('a file that is there may have been edited, and stays', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'dc.xml'), 'mine');
  const { stderr, code } = await wattshift(['platform', '--racks', '1', '--hosts', '2', '-o', 'dc.xml'], { cwd });
  expect({ stderr, code }).toEqual({
    stderr: 'dc.xml: is there already; remove it, or choose another name\n',
    code: 2,
  });
  expect(readFileSync(join(cwd, 'dc.xml'), 'utf8')).toBe('mine');
});
