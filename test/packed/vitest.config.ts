import { defineConfig } from 'vitest/config';

/* What users get: the packed package and the action, installed from the npm registry. Apart from the other tests, which need no network. */
export default defineConfig({
  test: {
    include: ['test/packed/*.test.ts'],
    globalSetup: 'test/packed/setup.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
