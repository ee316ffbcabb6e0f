import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OutputError } from '../base/problem.ts';

/** Makes a folder and those above it. Throws OutputError. */
export function makeFolder(folder: string): void {
  // one by one: where no folder can be made, as in /proc, Node's own way up and down never ends
  orOutputError(folder, () => {
    if (isFolder(folder)) return;
    if (dirname(folder) !== folder) makeFolder(dirname(folder));
    try {
      mkdirSync(folder);
    } catch (error) {
      if (!isFolder(folder)) throw error; // another thread may have been quicker
    }
  });
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Removes a file if it is there. Throws OutputError. */
export function removeFile(path: string): void {
  orOutputError(path, () => rmSync(path, { force: true }));
}

/** Writes a file so that it is there whole or not at all, whenever the machine stops. Makes its folder. Throws
 * OutputError. */
export function writeAtomic(path: string, content: string | Uint8Array): void {
  const folder = dirname(path);
  makeFolder(folder);
  const temporary = join(folder, `.${basename(path)}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
  orOutputError(path, () => {
    try {
      const file = openSync(temporary, 'wx');
      try {
        writeFileSync(file, content);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(folder);
  });
}

/** Removes what writers left behind that were killed: temporary files of processes that are gone, or of a process whose
 * writing threads are. Throws OutputError. */
export function sweepTemporaries(folder: string, ended?: number): void {
  orOutputError(folder, () => {
    for (const name of readdirSync(folder)) {
      const pid = /\.(\d+)-[0-9a-f]{8}\.tmp$/.exec(name)?.[1];
      if (pid && (Number(pid) === ended || !isAlive(Number(pid)))) removeFile(join(folder, name));
    }
  });
}

function orOutputError(path: string, attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    throw error instanceof OutputError ? error : new OutputError(path, error);
  }
}

/** The rename itself reaches the disk with the folder. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
