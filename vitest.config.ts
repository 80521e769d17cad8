import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Folders whose tests call functions alone: nothing is replaced, and no working folder or variable is set. Their files share
 * what one worker has loaded, where to load it took more time than the tests.
 */
const pure = [
  'checks',
  'compare',
  'decode',
  'input',
  'machine',
  'model',
  'properties',
  'records',
  'reference',
  'rules',
  'sharing',
  'tables',
  'verdict',
].map((folder) => `test/${folder}/**/*.test.ts`);
const notTests = [...configDefaults.exclude, 'test/library/project/**', 'test/packed/**'];

export default defineConfig({
  plugins: [
    {
      name: 'guides-are-text',
      transform: (text, id) => (id.endsWith('.md') ? `export default ${JSON.stringify(text)};` : undefined),
    },
  ],
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: pure, exclude: notTests, isolate: false } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...notTests, ...pure] },
      },
    ],
    testTimeout: 60_000,
    reporters: process.env['CI'] ? ['default', './test/no-skips.ts'] : ['default'],
    // Most tests wait for processes that they start: one worker a CPU, not one less.
    maxWorkers: '100%',
  },
});
