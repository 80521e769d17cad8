import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    {
      name: 'guides-are-text',
      transform: (text, id) => (id.endsWith('.md') ? `export default ${JSON.stringify(text)};` : undefined),
    },
  ],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/library/project/**', 'test/packed/**'],
    testTimeout: 60_000,
    reporters: process.env['CI'] ? ['default', './test/no-skips.ts'] : ['default'],
    // Most tests wait for processes that they start: one worker a CPU, not one less.
    maxWorkers: '100%',
  },
});
