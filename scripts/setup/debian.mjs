import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, succeeds } from './run.mjs';

/** Sees to it that programs and headers are there: installs their packages on Debian where that is allowed, else throws
 * with the command to type. A need is met by a `command` on the PATH, by a `file`, or by what stands in for it. */
export function requirePackages(purpose, needs) {
  const missing = needs.filter((need) => !isMet(need)).map((need) => need.package);
  if (missing.length === 0) return;
  const install = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  const prefix = administrator();
  if (!existsSync('/etc/debian_version') || !prefix) {
    throw new Error(
      `${purpose}, install what Debian calls ${missing.join(', ')} (there, as root: ${install}), then run this again`,
    );
  }
  console.error(`setup: installing ${missing.join(', ')} ${purpose}`);
  const [program, ...first] = [...prefix, 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => run(program, [...first, ...args], { env });
  try {
    apt('update');
  } catch {
    // one unreachable entry of many is no reason to stop: what counts is whether the packages are found
  }
  apt('install', '-y', '--no-install-recommends', ...missing);
  const still = needs.filter((need) => !isMet(need)).map((need) => need.package);
  if (still.length > 0) throw new Error(`${still.join(', ')}: installed, and yet not usable`);
}

function isMet({ command: name, file, unless }) {
  if (unless) return true;
  return name ? spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined : existsSync(file);
}

/** What to put before a command that needs root; undefined where there is no way to become it. */
function administrator() {
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive'] : undefined;
}
