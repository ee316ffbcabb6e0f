import { execFileSync } from 'node:child_process';

/** A small disk in memory, which can be full or read-only. */
export class Disk {
  readonly #folder: string;

  /** Throws where the user must not mount anything. */
  constructor(folder: string) {
    this.#folder = folder;
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { stdio: 'ignore' });
  }

  resize(size: string): void {
    this.#remount(`size=${size}`);
  }

  readOnly(on: boolean): void {
    this.#remount(on ? 'ro' : 'rw');
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.#folder], { stdio: 'ignore' });
  }

  #remount(options: string): void {
    try {
      execFileSync('mount', ['-o', `remount,${options}`, this.#folder], { stdio: 'ignore' });
    } catch {
      // in use, or fuller than the new size: it stays as it is
    }
  }
}
