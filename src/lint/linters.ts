import { type LevelSetting, type LintConfig, levelOf, settingsOf } from './config.ts';
import type { Profile } from './define.ts';
import { type ActiveRule, Linter } from './engine.ts';
import { matchesGlob } from './glob.ts';
import { rules } from './rules/index.ts';

/** The rules of each file: overrides may change them by path. */
export class Linters {
  readonly #profile: Profile;
  readonly #config: LintConfig;
  readonly #commandLine: readonly LevelSetting[];
  readonly #made = new Map<string, Linter>();
  readonly all: readonly ActiveRule[];

  constructor(profile: Profile, config: LintConfig, commandLine: readonly LevelSetting[]) {
    this.#profile = profile;
    this.#config = config;
    this.#commandLine = commandLine;
    this.all = this.#active([]);
  }

  for(source: string): Linter {
    const fitting = (this.#config.overrides ?? []).flatMap((item, n) =>
      item.files.some((pattern) => matchesGlob(source, pattern)) ? [n] : [],
    );
    const key = fitting.join(',');
    let linter = this.#made.get(key);
    if (!linter) {
      linter = new Linter(this.#active(fitting), rules);
      this.#made.set(key, linter);
    }
    return linter;
  }

  #active(overrides: readonly number[]): ActiveRule[] {
    const settings = [
      ...settingsOf(this.#config.rules),
      ...overrides.flatMap((n) => settingsOf(this.#config.overrides?.[n]?.rules)),
      ...this.#commandLine,
    ];
    return rules.flatMap((rule) => {
      const level = levelOf(rule, this.#profile, settings);
      return level === 'off' ? [] : [{ rule, severity: level }];
    });
  }
}
