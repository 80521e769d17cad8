/** `lsvf/lint`; it runs in a browser. */

import { adviceIn } from '../lint/advice.ts';
import { type LintConfig, parseConfig } from '../lint/config.ts';
import { ConfigError } from '../lint/config-error.ts';
import type { About, Profile } from '../lint/define.ts';
import type { Finding, Skip } from '../lint/engine.ts';
import { IgnoreComments } from '../lint/ignore-comments.ts';
import { Linters } from '../lint/linters.ts';
import { Review } from '../lint/review.ts';
import { rules as allRules } from '../lint/rules/index.ts';
import { Suppressions } from '../lint/suppressions.ts';
import { together } from '../lint/together.ts';
import type { Severity } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Names } from '../verdict/names.ts';
import { System } from '../verdict/system.ts';

export { type Level, type LintConfig, levels, type Suppression } from '../lint/config.ts';
export { ConfigError } from '../lint/config-error.ts';
export type { About, Profile } from '../lint/define.ts';
export type { Finding, RelatedPlace, Skip } from '../lint/engine.ts';

/** How a snapshot is linted. */
export interface LintOptions {
  /** `recommended` unless given here or in the configuration. */
  readonly profile?: Profile;
  /** What lsvf.config.json holds; a `ConfigError` names what is wrong in it. */
  readonly config?: LintConfig;
  /** The day on which suppressions are looked at, such as `2026-11-24`; today unless given. */
  readonly today?: string;
}

/** What lint found. */
export interface LintSummary {
  /** What counts: findings that a suppression hides are not here. */
  readonly findings: readonly Finding[];
  /** The same with one finding for each cause, as `lsvf lint` prints them: `functions` names all that have it. */
  readonly causes: readonly (Finding & { readonly functions?: readonly string[] })[];
  /** Findings that a suppression or a comment hides. */
  readonly suppressed: readonly Finding[];
  /** Rules that could not look at a Function, and what they lacked. */
  readonly skipped: readonly Skip[];
}

const optionNames: readonly string[] = [
  'profile',
  'config',
  'today',
] satisfies readonly (keyof LintOptions)[];

/** Lints one snapshot, as `lsvf lint` does. */
export function lint(snapshot: Snapshot, options: LintOptions = {}): LintSummary {
  const config = options.config ? parseConfig(options.config, 'config', allRules, nearest) : {};
  // Without types a wrong name would lint by nothing, or by the defaults, and pass.
  const stray = Object.keys(options).find((key) => !optionNames.includes(key));
  if (stray !== undefined)
    throw new ConfigError(`lint has no option '${stray}'; what lsvf.config.json holds belongs in 'config'`);
  if (options.profile !== undefined) parseConfig({ profile: options.profile }, 'options', allRules, nearest);
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const linters = new Linters(options.profile ?? config.profile ?? 'recommended', config, []);
  const review = new Review();
  const comments = new IgnoreComments(snapshot);
  const suppressions = new Suppressions(config.suppressions, today);
  const result = linters.for(snapshot.source).lint(new System(snapshot, new Names()));
  const reviewed = result.findings.map((finding) => review.review(finding, suppressions, comments));
  const counting = reviewed.filter((finding) => !finding.suppressed);
  const causes = together(counting, () => result.functions);
  const isHidden = (n: number): boolean => reviewed[n]?.suppressed !== null;
  const findings = result.findings.filter((_, n) => !isHidden(n));
  const suppressed = result.findings.filter((_, n) => isHidden(n));
  return {
    findings,
    causes: causes.map(({ fingerprint: _fingerprint, suppressed: _suppressed, ...finding }) => finding),
    suppressed,
    skipped: result.skipped,
  };
}

/** What there is to know about a rule. */
export interface RuleRecord {
  /** Group and name, such as `sriov/num-vfs-within-total`. */
  readonly id: string;
  /** How bad its findings are. */
  readonly severity: Severity;
  /** The first profile that it is in. */
  readonly profile: Profile;
  /** What its findings are about. */
  readonly about: About;
  /** What must hold. */
  readonly title: string;
  /** Why it must. */
  readonly why: string;
  /** What to do where it does not. */
  readonly fix: string;
  /** Section of the specification, with its edition. */
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
