import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** What was left out, where all has to run: a test that CI skips holds nothing. */
export default class NoSkips implements Reporter {
  #filtered = false;

  onInit(vitest: Vitest): void {
    this.#filtered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#filtered) return;
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`),
    );
    if (skipped.length === 0) return;
    console.error(
      `Skipped, and nothing may be where CI is set:\n${skipped.map((name) => `  ${name}\n`).join('')}`,
    );
    process.exitCode = 1;
  }
}
