import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Tests that replace something of their worker (built-ins, modules, variables, the browser), and those that take longest:
 * they come first, in workers of their own. The others share what a worker has loaded: to load it for each file took more
 * time than most of the tests.
 */
const alone = [
  'contributing/rule',
  'cli/completion',
  'cli/convert',
  'differential/generated',
  'faults/faults',
  'guides/examples',
  'library/browser',
  'library/package',
  'output/growth',
  'page/*',
].map((file) => `test/${file}.test.ts`);
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
      { extends: true, test: { name: 'alone', include: alone, exclude: notTests } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...notTests, ...alone],
          isolate: false,
        },
      },
    ],
    testTimeout: 60_000,
    reporters: ['default', './test/no-skips.ts'],
    // Some wait for processes, shells and pages that do little: the CPUs have something else to do in the meantime.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
});
