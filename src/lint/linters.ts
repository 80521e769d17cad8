import {
  isGroupOf,
  type Level,
  type LevelSetting,
  type LintConfig,
  levelOf,
  runLevelOf,
  settingsOf,
} from './config.ts';
import type { Profile } from './define.ts';
import { type ActiveRule, Linter } from './engine.ts';
import { asGiven, type PathIn } from './extent.ts';
import { matchesGlob } from './glob.ts';
import { rules } from './rules/index.ts';
import { allRunFindings, type RunFinding } from './run-findings.ts';

/** The rules of each file: overrides may change them by path. */
export class Linters {
  readonly #profile: Profile;
  readonly #config: LintConfig;
  readonly #commandLine: readonly LevelSetting[];
  readonly #pathInConfig: PathIn;
  readonly #made = new Map<string, Linter>();
  readonly all: readonly ActiveRule[];

  constructor(
    profile: Profile,
    config: LintConfig,
    commandLine: readonly LevelSetting[],
    pathInConfig: PathIn = asGiven,
  ) {
    this.#profile = profile;
    this.#config = config;
    this.#commandLine = commandLine;
    this.#pathInConfig = pathInConfig;
    this.all = this.#active([]);
  }

  for(source: string): Linter {
    const fitting = this.#overridesOf(source);
    const key = fitting.join(',');
    let linter = this.#made.get(key);
    if (!linter) {
      linter = new Linter(this.#active(fitting), rules);
      this.#made.set(key, linter);
    }
    return linter;
  }

  /** The severity of a finding on the run, in a file or, without one, in all of it. */
  runLevel(finding: RunFinding, asked = false, source?: string): Level {
    return runLevelOf(finding, asked, this.#settings(source === undefined ? [] : this.#overridesOf(source)));
  }

  /** Whether a rule, or one of a group, is on in some file. One that is unknown by now finds nothing, and may be said to. */
  runs(pattern: string, asked: readonly RunFinding[] = []): boolean {
    const fits = (id: string): boolean => id === pattern || isGroupOf(pattern, id);
    const known = [...rules.map(({ meta }) => meta), ...allRunFindings].filter(({ id }) => fits(id));
    if (known.length === 0) return true;
    const variants = [[], ...(this.#config.overrides ?? []).map((_, n) => [n])];
    return variants.some(
      (overrides) =>
        this.#active(overrides).some(({ rule }) => fits(rule.meta.id)) ||
        allRunFindings.some(
          (finding) =>
            fits(finding.id) &&
            runLevelOf(finding, asked.includes(finding), this.#settings(overrides)) !== 'off',
        ),
    );
  }

  #overridesOf(source: string): number[] {
    const path = this.#pathInConfig(source);
    return (this.#config.overrides ?? []).flatMap((item, n) =>
      item.files.some((pattern) => matchesGlob(path, pattern)) ? [n] : [],
    );
  }

  #settings(overrides: readonly number[]): LevelSetting[] {
    return [
      ...settingsOf(this.#config.rules),
      ...overrides.flatMap((n) => settingsOf(this.#config.overrides?.[n]?.rules)),
      ...this.#commandLine,
    ];
  }

  #active(overrides: readonly number[]): ActiveRule[] {
    const settings = this.#settings(overrides);
    return rules.flatMap((rule) => {
      const level = levelOf(rule, this.#profile, settings);
      return level === 'off' ? [] : [{ rule, severity: level }];
    });
  }
}
