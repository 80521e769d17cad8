import {
  isGroupOf,
  type Level,
  type LevelSetting,
  type LintConfig,
  levelOf,
  runLevelOf,
  settingOf,
  settingsOf,
} from './config.ts';
import type { About, Profile, Rule } from './define.ts';
import { type ActiveRule, Linter } from './engine.ts';
import { asGiven, type PathIn } from './extent.ts';
import { matchesGlob } from './glob.ts';
import { rules } from './rules/index.ts';
import { allRunFindings, type RunFinding } from './run-findings.ts';

export interface RuleLevel {
  readonly id: string;
  readonly level: Level;
  readonly setting: LevelSetting | undefined;
}

/** The rules of each file: overrides may change them by path. */
export class Linters {
  readonly #profile: Profile;
  readonly #config: LintConfig;
  readonly #commandLine: readonly LevelSetting[];
  readonly #pathInConfig: PathIn;
  readonly #about: readonly About[] | undefined;
  readonly #made = new Map<string, Linter>();
  /** Rules that are on in some file; found when it is asked for. */
  #ever: Set<string> | undefined;
  readonly #runs = new Map<string, boolean>();
  #overrides: { readonly of: string; readonly fitting: number[] } | undefined;
  readonly all: readonly ActiveRule[];

  constructor(
    profile: Profile,
    config: LintConfig,
    commandLine: readonly LevelSetting[],
    pathInConfig: PathIn = asGiven,
    about: readonly About[] | undefined = config.about,
  ) {
    this.#profile = profile;
    this.#config = config;
    this.#commandLine = commandLine;
    this.#pathInConfig = pathInConfig;
    this.#about = about;
    this.all = this.#active([]);
  }

  for(source: string): Linter {
    const fitting = this.#overridesOf(source);
    const key = fitting.join(',');
    let linter = this.#made.get(key);
    if (!linter) {
      linter = new Linter(this.#active(fitting), rules, this.#about);
      this.#made.set(key, linter);
    }
    return linter;
  }

  /** The severity of a finding on the run, in a file or, without one, in all of it. */
  runLevel(finding: RunFinding, asked = false, source?: string): Level {
    return runLevelOf(finding, asked, this.#settings(source === undefined ? [] : this.#overridesOf(source)));
  }

  /** Each rule's severity in a file, with the setting that says so; without one, its profile does. */
  levelsIn(source: string): RuleLevel[] {
    const settings = this.#settings(this.#overridesOf(source));
    const ofDumps = rules.map((rule) => ({
      id: rule.meta.id,
      level: levelOf(rule, this.#profile, settings),
      setting: settingOf(rule.meta.id, settings),
    }));
    const ofRun = allRunFindings.map((finding) => ({
      id: finding.id,
      level: runLevelOf(finding, false, settings),
      setting: settings.findLast(({ rule }) => rule === finding.id),
    }));
    return [...ofDumps, ...ofRun];
  }

  /** Whether somebody turned a rule off in a file, which is more than that its profile does not run. */
  isTurnedOff(id: string, source: string): boolean {
    return settingOf(id, this.#settings(this.#overridesOf(source)))?.level === 'off';
  }

  /** Whether a rule, or one of a group, is on in some file. Unknown rules count as on, so that stale entries are reported. */
  runs(pattern: string, asked: readonly RunFinding[] = []): boolean {
    const key = `${pattern} ${asked.map(({ id }) => id).join()}`;
    const known = this.#runs.get(key) ?? this.#lookWhetherRuns(pattern, asked);
    this.#runs.set(key, known);
    return known;
  }

  /** The same of one file: a comment in a file has nothing to hide of a rule that is off there alone. */
  runsIn(source: string, pattern: string, asked: readonly RunFinding[] = []): boolean {
    if (!this.runs(pattern, asked)) return false;
    const settings = this.#settings(this.#overridesOf(source));
    const fits = (id: string): boolean => id === pattern || isGroupOf(pattern, id);
    const ofDumps = rules.filter(({ meta }) => fits(meta.id));
    const ofRun = allRunFindings.filter(({ id }) => fits(id));
    return (
      ofDumps.length + ofRun.length === 0 ||
      ofDumps.some((rule) => levelOf(rule, this.#profile, settings) !== 'off' && this.#shows(rule.meta)) ||
      ofRun.some((finding) => runLevelOf(finding, asked.includes(finding), settings) !== 'off')
    );
  }

  #lookWhetherRuns(pattern: string, asked: readonly RunFinding[]): boolean {
    const fits = (id: string): boolean => id === pattern || isGroupOf(pattern, id);
    const ofRun = allRunFindings.filter(({ id }) => fits(id));
    const ofDumps = rules.filter(({ meta }) => fits(meta.id));
    if (ofRun.length + ofDumps.length === 0) return true;
    const variants = [[], ...(this.#config.overrides ?? []).map((_, n) => [n])];
    const ever = this.#ever ?? new Set<string>();
    if (!this.#ever)
      for (const overrides of variants)
        for (const { rule } of this.#active(overrides)) ever.add(rule.meta.id);
    this.#ever = ever;
    return (
      ofDumps.some(({ meta }) => ever.has(meta.id) && this.#shows(meta)) ||
      ofRun.some((finding) =>
        variants.some(
          (overrides) => runLevelOf(finding, asked.includes(finding), this.#settings(overrides)) !== 'off',
        ),
      )
    );
  }

  /** Whether a rule may find something that --about leaves in; known silicon makes findings of `edit` ones of `device`. */
  #shows({ about }: Rule['meta']): boolean {
    const shown = this.#about;
    return !shown || shown.includes(about) || (about === 'edit' && shown.includes('device'));
  }

  #overridesOf(source: string): number[] {
    if (this.#overrides?.of !== source) {
      const path = this.#pathInConfig(source);
      const fitting = (this.#config.overrides ?? []).flatMap((item, n) =>
        item.files.some((pattern) => matchesGlob(path, pattern)) ? [n] : [],
      );
      this.#overrides = { of: source, fitting };
    }
    return this.#overrides.fitting;
  }

  #settings(overrides: readonly number[]): LevelSetting[] {
    return [
      ...settingsOf(this.#config.rules),
      ...overrides.flatMap((n) => settingsOf(this.#config.overrides?.[n]?.rules, ['overrides', n, 'rules'])),
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
