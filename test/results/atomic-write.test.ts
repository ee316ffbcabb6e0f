import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweepTemporaries, writeAtomic } from '../../src/results/atomic-write.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('replaces a file and leaves nothing else', () => {
  const path = join(temporaryFolder(), 'deep', 'file');
  writeAtomic(path, 'old');
  writeAtomic(path, new Uint8Array([110, 101, 119]));
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(join(path, '..'))).toEqual(['file']);
});

test('a write that fails leaves nothing behind', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'taken'));
  expect(() => writeAtomic(join(folder, 'taken'), 'text')).toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('sweeps up after writers that are gone, not after those at work', () => {
  const folder = temporaryFolder();
  const { pid: gone } = spawnSync(process.execPath, ['-e', '0']);
  const names = [`.run.json.${gone}-0123abcd.tmp`, `.run.json.${process.pid}-0123abcd.tmp`, 'mine.tmp'];
  for (const name of names) writeFileSync(join(folder, name), '');
  sweepTemporaries(folder);
  expect(readdirSync(folder).sort()).toEqual([names[1], names[2]].sort());
  sweepTemporaries(folder, process.pid);
  expect(readdirSync(folder)).toEqual(['mine.tmp']);
});
