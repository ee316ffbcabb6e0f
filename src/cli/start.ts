#!/usr/bin/env node
/** The way in: says which Node is needed before an older one meets what it cannot read. Nothing is imported here. */
const OLDEST = [20, 11] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  import('./main.ts');
} else {
  console.error(
    `wattshift needs Node.js ${OLDEST.join('.')} or newer, and this is ${process.versions.node}; see https://nodejs.org`,
  );
  process.exitCode = 2;
}
