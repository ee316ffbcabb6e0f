#!/usr/bin/env node
/** Makes a clone ready: npm packages, SimGrid as WebAssembly, and the build. Quick when nothing has changed.
 *
 *   node scripts/setup.mjs          to use wattshift
 *   node scripts/setup.mjs --test   to test it, too: adds native SimGrid, which the tests compare with */
import { requireNode } from './setup/node-version.mjs';

// before anything else is loaded, which an older Node might not even parse
requireNode();
const { setUp } = await import('./setup/steps.mjs');
try {
  setUp({ forTests: process.argv.includes('--test') });
} catch (error) {
  console.error(`setup: ${error.message}`);
  process.exit(1);
}
