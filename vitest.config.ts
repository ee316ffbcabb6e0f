import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string) => fileURLToPath(new URL(`src/${name}.ts`, import.meta.url));

export default defineConfig({
  // the reproduction is tested with the sources of the library, as the library's own tests are
  resolve: {
    alias: [
      { find: /^wattshift$/, replacement: source('index') },
      { find: /^wattshift\/plot$/, replacement: source('plot') },
    ],
  },
  test: {
    include: ['{test,reproduction/test}/**/*.test.ts'],
    setupFiles: ['test/support/same-draws.ts'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  },
});
