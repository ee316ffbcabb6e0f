import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './pages.ts';

/** A folder that looks like a clone that has been set up, to run the commands of a page in. */
export function openPlayground(): { readonly folder: string } & Disposable {
  if (!existsSync(join(root, 'dist', 'cli.js'))) throw new Error('there is no build to run: npm run setup makes one');
  const folder = mkdtempSync(join(tmpdir(), 'wattshift-docs-'));
  for (const name of ['examples', 'platforms', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of ['dist', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
