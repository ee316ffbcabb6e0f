import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** True if node_modules holds what package-lock.json asks for. npm keeps its own account of what it has installed. */
export function lockedPackagesAreInstalled() {
  const account = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(account)) return false;
  const installed = packages(account);
  return Object.entries(packages(join(root, 'package-lock.json'))).every(
    ([path, { version, link, optional, devOptional }]) => {
      if (!path.startsWith('node_modules/')) return true; // the clone's own packages
      if (link) return installed[path]?.link === true;
      if (optional || devOptional) return true; // those of other platforms are left out
      return installed[path]?.version === version;
    },
  );
}

const packages = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
