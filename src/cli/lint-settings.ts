import { type Level, type LevelSetting, type LintConfig, parseConfig, unknownRule } from '../lint/config.ts';
import { type About, abouts, type Profile } from '../lint/define.ts';
import { asGiven, type PathIn } from '../lint/extent.ts';
import { Linters } from '../lint/linters.ts';
import { rules } from '../lint/rules/index.ts';
import { nearest } from '../model/nearest.ts';
import { UsageError } from './exit.ts';
import { displayed, pathFrom } from './inputs.ts';
import { findUpwards, readSettings } from './settings-file.ts';

/** Flags that say which rules run. */
export interface RuleFlags {
  readonly profile?: Profile;
  readonly rule: readonly string[];
  readonly about?: string;
  readonly config?: string | false;
}

export interface LintSettings {
  readonly config: LintConfig;
  /** Where the configuration was read; undefined where there is none. */
  readonly file: string | undefined;
  readonly linters: Linters;
  /** Its globs are relative to its folder. */
  readonly pathInConfig: PathIn;
}

/**
 * The rules that the command line and the configuration ask for.
 *
 * @throws UsageError, ConfigError
 */
export function lintSettings(flags: RuleFlags): LintSettings {
  const { config, file } = readConfig(flags);
  const profile = flags.profile ?? config.profile ?? 'recommended';
  const pathInConfig = file === undefined ? asGiven : pathFrom(file);
  const linters = new Linters(
    profile,
    config,
    flags.rule.map(parseRuleFlag),
    pathInConfig,
    parseAbout(flags.about) ?? config.about,
  );
  return { config, file, linters, pathInConfig };
}

function parseAbout(text: string | undefined): About[] | undefined {
  return text?.split(',').map((name) => {
    const about = abouts.find((each) => each === name.trim());
    if (about === undefined) throw new UsageError(`--about takes ${abouts.join(', ')}, not '${name}'`);
    return about;
  });
}

function parseRuleFlag(text: string): LevelSetting {
  const [rule = '', level = ''] = text.split('=');
  if (!['off', 'info', 'warning', 'error'].includes(level)) {
    throw new UsageError(`--rule takes ID=off|info|warning|error, not '${text}'`);
  }
  const problem = unknownRule(rule, rules, nearest);
  if (problem) throw new UsageError(problem);
  return { rule, level: level as Level };
}

/** MiB; what somebody writes has some KiB. */
const largest = 1;

function readConfig(flags: RuleFlags): { config: LintConfig; file: string | undefined } {
  if (flags.config === false) return { config: {}, file: undefined };
  const path = flags.config ?? findUpwards('lsvf.config.json');
  if (path === undefined) return { config: {}, file: path };
  const { value, placeOf } = readSettings({ path, isNamed: flags.config !== undefined, most: largest });
  return { config: parseConfig(value, placeOf, rules, nearest), file: displayed(path) };
}
