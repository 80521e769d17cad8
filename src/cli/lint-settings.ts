import { readFileSync } from 'node:fs';
import { errnoWords } from '../input/errno.ts';
import {
  ConfigError,
  type Level,
  type LevelSetting,
  type LintConfig,
  parseConfig,
  unknownRule,
} from '../lint/config.ts';
import type { Profile } from '../lint/define.ts';
import { asGiven, type PathIn } from '../lint/extent.ts';
import { Linters } from '../lint/linters.ts';
import { rules } from '../lint/rules/index.ts';
import { nearest } from '../model/nearest.ts';
import { UsageError } from './exit.ts';
import { displayed, findUpwards, pathFrom } from './lint-inputs.ts';

/** Flags that say which rules run. */
export interface RuleFlags {
  readonly profile?: Profile;
  readonly rule: readonly string[];
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
  const linters = new Linters(profile, config, flags.rule.map(parseRuleFlag), pathInConfig);
  return { config, file, linters, pathInConfig };
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

function readConfig(flags: RuleFlags): { config: LintConfig; file: string | undefined } {
  if (flags.config === false) return { config: {}, file: undefined };
  const file = flags.config ?? findUpwards('lsvf.config.json');
  if (file === undefined) return { config: {}, file };
  const shown = displayed(file);
  return { config: parseConfig(parseJson(shown, readText(shown)), shown, rules, nearest), file: shown };
}

/** @throws UsageError */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const words = errnoWords(error, { EISDIR: 'this is a folder' });
    throw new UsageError(`${file}: ${words ?? (error as Error).message}`);
  }
}

export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = (error as Error).message;
    // Without a position, or with one behind the last line, the text ends too early.
    const whole = text.trimEnd();
    const at = /position (\d+)/.exec(message);
    const before = whole.slice(0, at ? Number(at[1]) : whole.length).split('\n');
    throw new ConfigError(
      `${file}:${before.length}:${(before.at(-1) as string).length + 1}: this is no JSON: ${message}`,
    );
  }
}
