import { dirname, join } from 'node:path';
import { isFolder } from '../input/source/files.ts';
import {
  type Level,
  type LevelSetting,
  type LintConfig,
  levelProblem,
  parseConfig,
  unknownRule,
} from '../lint/config.ts';
import { type About, abouts, type Profile } from '../lint/define.ts';
import { asGiven, type PathIn } from '../lint/extent.ts';
import { type IgnoreRule, ignoreRules } from '../lint/gitignore.ts';
import { Linters } from '../lint/linters.ts';
import { rules } from '../lint/rules/index.ts';
import { Suppressions } from '../lint/suppressions.ts';
import { nearest } from '../model/nearest.ts';
import { UsageError } from './exit.ts';
import { displayed, pathFrom } from './inputs.ts';
import { findUpwards, isThere, readSettings } from './settings-file.ts';

/** Flags that say which rules run. */
export interface RuleFlags {
  readonly profile?: Profile;
  readonly rule: readonly string[];
  readonly about?: string;
  readonly config?: string | false;
}

/** What one configuration asks for, together with the command line. */
export interface LintSettings {
  readonly config: LintConfig;
  readonly profile: Profile;
  readonly levels: readonly LevelSetting[];
  readonly about: readonly About[] | undefined;
  /** Where the configuration was read; undefined where there is none. */
  readonly file: string | undefined;
  readonly linters: Linters;
  readonly suppressions: Suppressions;
  /** Its globs are relative to its folder. */
  readonly pathInConfig: PathIn;
  /** What walked folders leave out. */
  readonly ignore: readonly IgnoreRule[];
}

const usualName = 'lsvf.config.json';

/**
 * The settings of each input: of the configuration that was named, or else of the nearest lsvf.config.json in the folder of
 * the input or above; where there is none, of the nearest one here or above.
 */
export class LintPolicies {
  readonly #flags: RuleFlags;
  readonly #levels: readonly LevelSetting[];
  readonly #today = new Date().toISOString().slice(0, 10);
  readonly #byFolder = new Map<string, LintSettings>();
  /** Where settings were read, as it was found. */
  readonly #fileOf = new Map<LintSettings, string | undefined>();
  readonly #byFile = new Map<string | undefined, LintSettings>();

  /** @throws UsageError */
  constructor(flags: RuleFlags) {
    this.#flags = flags;
    this.#levels = flags.rule.map(parseRuleFlag);
  }

  /** @throws UsageError, ConfigError */
  for(path: string): LintSettings {
    return this.forFolder(path === '-' ? '.' : isFolder(path) ? path : dirname(path));
  }

  /** @throws UsageError, ConfigError */
  forFolder(folder: string): LintSettings {
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const file = this.#fileFor(folder);
    const settings = this.#byFile.get(file) ?? this.#read(file);
    this.#byFile.set(file, settings);
    this.#fileOf.set(settings, file);
    this.#byFolder.set(folder, settings);
    return settings;
  }

  /** The configuration for what is in a folder: that of the folder above is known where all of a tree is walked. */
  #fileFor(folder: string): string | undefined {
    const { config } = this.#flags;
    if (config === false) return undefined;
    if (config !== undefined) return config;
    const above = this.#byFolder.get(dirname(folder));
    if (above && dirname(folder) !== folder && !isThere(join(folder, usualName)))
      return this.#fileOf.get(above);
    return findUpwards(usualName, folder) ?? findUpwards(usualName);
  }

  /** Those that were asked for. */
  get all(): readonly LintSettings[] {
    return [...this.#byFile.values()];
  }

  #read(path: string | undefined): LintSettings {
    const { config, file } = path === undefined ? { config: {}, file: path } : this.#readFile(path);
    const pathInConfig = path === undefined ? asGiven : pathFrom(path);
    const profile = this.#flags.profile ?? config.profile ?? 'recommended';
    const about = parseAbout(this.#flags.about) ?? config.about;
    return {
      config,
      profile,
      levels: this.#levels,
      about,
      file,
      linters: new Linters(profile, config, this.#levels, pathInConfig, about),
      suppressions: new Suppressions(config.suppressions, this.#today, pathInConfig),
      pathInConfig,
      ignore: ignoreRules(config.ignore ?? []),
    };
  }

  #readFile(path: string): { readonly config: LintConfig; readonly file: string } {
    const isNamed = typeof this.#flags.config === 'string';
    const { value, placeOf } = readSettings({ path, isNamed, most: largest });
    return { config: parseConfig(value, placeOf, rules, nearest), file: displayed(path) };
  }
}

function parseAbout(text: string | undefined): About[] | undefined {
  return text?.split(',').map((name) => {
    const about = abouts.find((each) => each === name.trim());
    if (about === undefined) throw new UsageError(`--about takes ${abouts.join(', ')}, not '${name}'`);
    return about;
  });
}

function parseRuleFlag(text: string): LevelSetting {
  const [rule = '', level] = text.split('=');
  if (level === undefined) throw new UsageError(`--rule takes ID=SEVERITY, such as ${text}=off`);
  if (!['off', 'info', 'warning', 'error'].includes(level))
    throw new UsageError(`--rule ${text}: ${levelProblem(level)}`);
  const problem = unknownRule(rule, rules, nearest);
  if (problem) throw new UsageError(problem);
  return { rule, level: level as Level, from: '--rule' };
}

/** MiB; what somebody writes has some KiB. */
const largest = 1;
