import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** For `npm run mutants`: only tests that run the sources themselves. What runs the built command never sees a mutant.
 * `MUTANT_TESTS='test/simulation,test/mechanisms'` chooses among them, for code at the top of a module is tried with
 * every one. */
export default defineConfig({
  resolve: config.resolve ?? {},
  test: {
    ...config.test,
    include: process.env.MUTANT_TESTS?.split(',').map((path) => `${path}/*.test.ts`) ?? ['test/**/*.test.ts'],
    exclude: [
      'test/{analytic,bad-input,bridge,browser,cli,docs,fuzz,jobs,oracle,plot,torture}/**',
      'test/**/command.test.ts',
      'test/structure.test.ts',
      'test/platform/simgrid-examples.test.ts',
    ],
    reporters: ['dot'],
  },
});
