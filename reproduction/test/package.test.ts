import { expect, test } from 'vitest';
import type { ReproductionPackage } from '../../src/cli/reproduction-package.ts';
import * as reproduction from '../src/index.ts';
import type { Report } from '../src/report.ts';

test('the package gives the command what it asks for', () => {
  const { reproduce, tables, writeReport } = reproduction satisfies ReproductionPackage<Report>;
  for (const given of [reproduce, tables, writeReport]) expect(given).toBeTypeOf('function');
});
