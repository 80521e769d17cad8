import * as v from 'valibot';
import { parseAddress } from '../model/address.ts';
import { longestPattern, patternProblem } from '../model/pattern.ts';
import { ConfigError } from './config-error.ts';
import { type About, abouts, type Profile, type Rule } from './define.ts';
import { allRunFindings, type RunFinding } from './run-findings.ts';

/** How bad a finding of a rule is, or that the rule is off. */
export const levels = ['off', 'info', 'warning', 'error'] as const;
/** How bad a finding of a rule is, or that the rule is off. */
export type Level = (typeof levels)[number];

/** What other linters call these, and what somebody may write. */
const otherNames: Readonly<Record<string, Level>> = {
  warn: 'warning',
  err: 'error',
  note: 'info',
  notice: 'info',
  disable: 'off',
  disabled: 'off',
  false: 'off',
  0: 'off',
  1: 'warning',
  2: 'error',
};

/** Why a value is not a severity. */
export function levelProblem(value: unknown): string {
  const text = String(value).toLowerCase();
  const meant = Object.hasOwn(otherNames, text) ? otherNames[text] : levels.find((one) => one === text);
  const said = typeof value === 'string' ? `"${shortened(value)}"` : shortened(JSON.stringify(value) ?? '');
  return `${said} is not a severity (off, info, warning or error)${meant ? `; did you mean "${meant}"?` : ''}`;
}

const level = v.picklist(levels, ({ input }) => levelProblem(input));

/** valibot takes an array for an object without keys. */
const isNoArray = (value: unknown): boolean => !Array.isArray(value);
const notArray = 'must be an object, not an array';

const ruleLevels = v.pipe(v.unknown(), v.check(isNoArray, notArray), v.record(v.string(), level));
const paths = v.array(
  v.pipe(
    v.string(),
    v.minLength(1),
    v.check(
      (text) => patternProblem(text) === undefined,
      ({ input }) => patternProblem(input) ?? '',
    ),
  ),
);

/** Fewer characters say nothing. */
const shortestReason = 3;

/** Whether a date exists: 2027-02-30 has the form of one. */
function isInCalendar(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const suppression = v.strictObject({
  rule: v.string(),
  files: v.optional(paths),
  function: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => parseAddress(text) !== undefined,
        'must be an address such as 0000:01:00.0 or 01:00.0',
      ),
    ),
  ),
  reason: v.pipe(
    v.string(),
    v.minLength(shortestReason, ({ input }) =>
      input === ''
        ? 'a suppression needs a reason'
        : `a suppression needs a reason of at least ${shortestReason} characters, not '${input}'`,
    ),
  ),
  expires: v.optional(
    v.pipe(
      v.string(),
      v.isoDate('must be a date such as 2027-01-31'),
      v.check(isInCalendar, ({ input }) => `must be a date such as 2027-01-31; there is no ${input}`),
    ),
  ),
});
/** Findings that are accepted, and why. */
export interface Suppression {
  /** The rule, or a pattern. */
  readonly rule: string;
  /** Patterns of paths; all files without. */
  readonly files?: readonly string[] | undefined;
  /** Its address; all Functions without. */
  readonly function?: string | undefined;
  /** Why they are accepted. */
  readonly reason: string;
  /** The last day on which they are, such as `2027-01-31`. */
  readonly expires?: string | undefined;
}

const override = v.strictObject({
  files: paths,
  rules: ruleLevels,
});

const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  profile: v.optional(v.picklist(['recommended', 'strict', 'pedantic'])),
  about: v.optional(v.pipe(v.array(v.picklist(abouts)), v.minLength(1))),
  ignore: v.optional(paths),
  rules: v.optional(ruleLevels),
  overrides: v.optional(v.array(override)),
  suppressions: v.optional(v.array(suppression)),
});

/** A configuration. Written out, as users of the library have no valibot to compute it from. */
export interface LintConfig {
  readonly $schema?: string | undefined;
  /** Which rules are on. */
  readonly profile?: Profile | undefined;
  /** What findings may be about; all unless given. */
  readonly about?: readonly About[] | undefined;
  /** What walked folders leave out, written as in .gitignore. */
  readonly ignore?: readonly string[] | undefined;
  /** Levels by rule, or by a pattern such as `dump/*`. */
  readonly rules?: Readonly<Record<string, Level>> | undefined;
  /** Other levels for some files. */
  readonly overrides?:
    | readonly { readonly files: readonly string[]; readonly rules: Readonly<Record<string, Level>> }[]
    | undefined;
  /** Findings that are accepted. */
  readonly suppressions?: readonly Suppression[] | undefined;
}

/** The severity of a rule as options name it: an id, or a group as `sriov/*`. */
export interface LevelSetting {
  readonly rule: string;
  readonly level: Level;
  /** What says so: the JSON pointer of a configuration, or a flag. */
  readonly from?: string;
}

/** Where a key is: the file and the JSON pointer, and the line where somebody has the text. */
export type PlaceOf = (keys: readonly (string | number)[]) => string;

/**
 * Checks a configuration that was parsed from JSON. `near` finds the name that was meant. The time it takes is that of
 * its length: the first thing that is wrong ends it.
 */
export function parseConfig(
  value: unknown,
  file: string | PlaceOf,
  rules: readonly Rule[],
  near: (name: string, known: Iterable<string>) => string | undefined,
): LintConfig {
  const place: PlaceOf = typeof file === 'string' ? (keys) => `${file}: ${pointer(keys)}` : file;
  if (!isNoArray(value)) throw new ConfigError(`${place([])}: ${notArray}`);
  const lost = unseenKey(value);
  if (lost) throw new ConfigError(`${place(lost)}: there is no such key`);
  const result = v.safeParse(configSchema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const keys = (issue.path ?? []).map((item) => String(item.key));
    const known = knownKeys(keys.slice(0, -1));
    const last = keys.at(-1);
    const isUnknownKey = issue.type === 'strict_object' && last !== undefined && !known.includes(last);
    const meant = isUnknownKey ? near(last, known) : undefined;
    const text = isUnknownKey
      ? `there is no such key${meant ? `; did you mean "${meant}"?` : ''}`
      : shortened(issue.message, 300);
    throw new ConfigError(`${place(keys)}: ${text}`);
  }
  const config: LintConfig = result.output;
  const check = (name: string, keys: readonly (string | number)[]): void => {
    const problem = unknownRule(name, rules, near);
    if (problem) throw new ConfigError(`${place(keys)}: ${problem}`);
  };
  for (const name of Object.keys(config.rules ?? {})) check(name, ['rules', name]);
  config.overrides?.forEach((item, n) => {
    for (const name of Object.keys(item.rules)) check(name, ['overrides', n, 'rules', name]);
  });
  config.suppressions?.forEach((item, n) => {
    check(item.rule, ['suppressions', n, 'rule']);
    if (item.rule.startsWith('config/')) {
      const text = `${item.rule} is about this file and cannot be suppressed in it; /rules turns it off`;
      throw new ConfigError(`${place(['suppressions', n, 'rule'])}: ${text}`);
    }
  });
  return config;
}

function knownKeys(parent: readonly string[]): string[] {
  if (parent[0] === 'suppressions') return Object.keys(suppression.entries);
  if (parent[0] === 'overrides') return Object.keys(override.entries);
  return Object.keys(configSchema.entries);
}

/** No configuration and no description is deeper. */
const deepest = 16;

/** The place of a key that valibot passes over because of its meaning in JavaScript. */
export function unseenKey(value: unknown, depth = 0): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined;
  if (Array.isArray(value)) {
    for (const [n, item] of value.entries()) {
      const below = unseenKey(item, depth + 1);
      if (below) return [String(n), ...below];
    }
    return undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return [key];
    const below = unseenKey(item, depth + 1);
    if (below) return [key, ...below];
  }
  return undefined;
}

/** The JSON pointer of a place in a file. */
export const pointer = (keys: readonly (string | number)[]): string =>
  keys.length === 0
    ? '/'
    : keys.map((key) => `/${shortened(String(key)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What a file says, as messages quote it: a name may have a million characters. */
const shortened = (text: string, most = 100): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** Why a name is neither a rule nor a group of rules, or undefined when it is. */
export function unknownRule(
  name: string,
  rules: readonly Rule[],
  near: (name: string, known: Iterable<string>) => string | undefined,
): string | undefined {
  const ids = [...rules.map((rule) => rule.meta), ...allRunFindings].map(({ id }) => id);
  if (name === '*' || ids.includes(name)) return undefined;
  if (name.endsWith('/*') && ids.some((id) => id.startsWith(name.slice(0, -1)))) return undefined;
  const groups = [...new Set(ids.map((id) => `${id.split('/')[0]}/*`))];
  const meant = near(name, [...ids, ...groups]);
  return `there is no rule '${shortened(name)}'${meant ? `; did you mean ${meant}?` : ''}`;
}

const profileOrder: readonly Profile[] = ['recommended', 'strict', 'pedantic'];

/** The severity of a rule under a profile and settings. */
export function levelOf(rule: Rule, profile: Profile, settings: readonly LevelSetting[]): Level {
  const inProfile = profileOrder.indexOf(rule.meta.profile) <= profileOrder.indexOf(profile);
  return settingOf(rule.meta.id, settings)?.level ?? (inProfile ? rule.meta.severity : 'off');
}

/** The setting that decides about a rule; later settings and exact names win. */
export function settingOf(id: string, settings: readonly LevelSetting[]): LevelSetting | undefined {
  return settings.findLast(({ rule }) => rule === id) ?? settings.findLast(({ rule }) => isGroupOf(rule, id));
}

/**
 * The severity of a finding on the run. `*` is every rule on dumps: it says nothing of these, and a group nothing of what
 * is looked for on request. `asked`: a flag asks for it.
 */
export function runLevelOf(finding: RunFinding, asked: boolean, settings: readonly LevelSetting[]): Level {
  const { id, severity, onRequest = false } = finding;
  let result: Level = onRequest && !asked ? 'off' : severity;
  for (const exact of [false, true]) {
    for (const { rule, level: value } of settings) {
      if (exact ? rule === id : !onRequest && rule !== '*' && isGroupOf(rule, id)) result = value;
    }
  }
  return result;
}

export const isGroupOf = (pattern: string, id: string): boolean =>
  pattern === '*' || (pattern.endsWith('/*') && id.startsWith(pattern.slice(0, -1)));

export const settingsOf = (
  levels: Readonly<Record<string, Level>> | undefined,
  place: readonly (string | number)[] = ['rules'],
): LevelSetting[] =>
  Object.entries(levels ?? {}).map(([rule, value]) => ({
    rule,
    level: value,
    from: pointer([...place, rule]),
  }));

const addressPattern = '^([0-9A-Fa-f]{4,8}:)?[0-9A-Fa-f]{2}:[01][0-9A-Fa-f]\\.[0-7]$';

/** The JSON schema of the configuration file. */
export function configJsonSchema(rules: readonly Rule[]): Record<string, unknown> {
  const levelsSchema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      [...rules.map(({ meta }) => meta), ...allRunFindings].map(({ id, title }) => [
        id,
        { $ref: '#/$defs/level', description: title },
      ]),
    ),
    patternProperties: { '^(\\*|[a-z]+/\\*)$': { $ref: '#/$defs/level' } },
  };
  const named = { $ref: '#/$defs/levels' };
  const strings = { type: 'array', items: { type: 'string', minLength: 1, maxLength: longestPattern } };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'lsvf.config.json',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      profile: { enum: profileOrder },
      about: { type: 'array', minItems: 1, items: { enum: abouts } },
      ignore: { ...strings, description: 'What walked folders leave out, written as in .gitignore' },
      rules: named,
      overrides: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rules'],
          properties: { files: strings, rules: named },
        },
      },
      suppressions: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rule', 'reason'],
          properties: {
            rule: { type: 'string' },
            files: strings,
            function: { type: 'string', pattern: addressPattern },
            reason: { type: 'string', minLength: shortestReason },
            expires: { type: 'string', format: 'date' },
          },
        },
      },
    },
    $defs: { level: { enum: levels }, levels: levelsSchema },
  };
}
