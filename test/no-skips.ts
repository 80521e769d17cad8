import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** What was left out. Where all has to run it is a fault: a test that CI skips holds nothing. */
export default class NoSkips implements Reporter {
  #filtered = false;

  onInit(vitest: Vitest): void {
    this.#filtered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#filtered) return;
    const skipped = modules.flatMap((module) => {
      const tests = [...module.children.allTests('skipped')].map(({ fullName }) => fullName);
      return tests.length > 0 ? [{ file: module.relativeModuleId, tests }] : [];
    });
    if (skipped.length === 0) return;
    if (!process.env['CI']) {
      const lines = skipped.map(({ file, tests }) => `  ${file}: ${tests.length}\n`);
      console.error(
        `Skipped, because a program or a permission is missing here; .ci/run installs all programs:\n${lines.join('')}`,
      );
      return;
    }
    const names = skipped.flatMap(({ file, tests }) => tests.map((name) => `  ${file} > ${name}\n`));
    console.error(`Skipped, and nothing may be where CI is set:\n${names.join('')}`);
    process.exitCode = 1;
  }
}
