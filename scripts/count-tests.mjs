#!/usr/bin/env node
/** Prints `N passed, N failed` from the report of the last test run. The argument is the exit code of `npm test`. */
import { existsSync, readFileSync } from 'node:fs';

const report = new URL('../test-results/vitest.json', import.meta.url);
const status = Number(process.argv[2] ?? 0);
const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : {};
// whatever stopped before or beside the tests counts as one that failed
const failures = status !== 0 && failed === 0 ? 1 : failed;
console.log(`${passed} passed, ${failures} failed`);
process.exit(status !== 0 || failures > 0 || passed === 0 ? 1 : 0);
