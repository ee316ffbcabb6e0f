/** The package runs on Node 20.11; its build tools want this. */
const OLDEST = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    `setup: building wattshift needs Node.js ${OLDEST.join('.')} or newer, and this is ${process.versions.node}; see https://nodejs.org`,
  );
  process.exit(1);
}
