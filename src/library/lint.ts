import { adviceIn } from '../lint/advice.ts';
import { type LintConfig, parseConfig } from '../lint/config.ts';
import type { About, Profile } from '../lint/define.ts';
import type { Finding, Skip } from '../lint/engine.ts';
import { IgnoreComments } from '../lint/ignore-comments.ts';
import { Linters } from '../lint/linters.ts';
import { Review } from '../lint/review.ts';
import { rules as allRules } from '../lint/rules/index.ts';
import { Suppressions } from '../lint/suppressions.ts';
import type { Severity } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Names } from '../verdict/names.ts';
import { System } from '../verdict/system.ts';

export interface LintOptions {
  /** `recommended` unless given here or in the configuration. */
  readonly profile?: Profile;
  /** What lsvf.config.json holds; a `ConfigError` names what is wrong in it. */
  readonly config?: LintConfig;
  /** The day on which suppressions are looked at, such as `2026-11-24`; today unless given. */
  readonly today?: string;
}

export interface LintSummary {
  /** What counts: findings that a suppression hides are not here. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Rules that could not look at a Function, and what they lacked. */
  readonly skipped: readonly Skip[];
}

/** Lints one snapshot, as `lsvf lint` does. */
export function lint(snapshot: Snapshot, options: LintOptions = {}): LintSummary {
  const config = options.config ? parseConfig(options.config, 'config', allRules, nearest) : {};
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const linters = new Linters(options.profile ?? config.profile ?? 'recommended', config, []);
  const review = new Review();
  const comments = new IgnoreComments(snapshot);
  const suppressions = new Suppressions(config.suppressions, today);
  const result = linters.for(snapshot.source).lint(new System(snapshot, new Names()));
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of result.findings)
    (review.review(finding, suppressions, comments).suppressed ? suppressed : findings).push(finding);
  return { findings, suppressed, skipped: result.skipped };
}

/** What there is to know about a rule. */
export interface RuleRecord {
  readonly id: string;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly about: About;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly spec: string | undefined;
}

/** Every rule of `lsvf lint`. */
export const rules = (): RuleRecord[] =>
  allRules.map(({ meta: { id, severity, profile, about, title, why, fix, spec } }) => ({
    id,
    severity,
    profile,
    about,
    title,
    why,
    fix: adviceIn(fix),
    spec,
  }));
