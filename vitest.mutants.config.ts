import { defineConfig, mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** For `npm run mutants`: only tests that run the sources themselves. What runs the built command never sees a mutant. */
export default mergeConfig(
  config,
  defineConfig({
    test: {
      exclude: [
        'test/{analytic,bad-input,bridge,browser,cli,docs,fuzz,jobs,oracle,plot,reproduce,torture}/**',
        'test/**/command.test.ts',
        'test/structure.test.ts',
        'test/platform/simgrid-examples.test.ts',
      ],
      reporters: ['dot'],
    },
  }),
);
