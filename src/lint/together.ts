import type { Rule } from './define.ts';
import type { Finding } from './engine.ts';
import { fingerprintOf, type ReviewedFinding } from './review.ts';
import { rules } from './rules/index.ts';

/** A finding that may stand for several Functions. */
export type Together<F extends ReviewedFinding> = F & {
  /** All Functions that have it, when there are several. */
  readonly functions?: readonly string[];
};

/** Fewer are listed one by one. */
const least = 3;

const templates = new Map<string, Rule['meta']['together']>(
  rules.map(({ meta }) => [meta.id, meta.together]),
);
const dumpRules = new Set<string>(rules.flatMap(({ meta, scope }) => (scope === 'dump' ? [meta.id] : [])));

/**
 * One cause, one finding: what a rule says alike of several Functions of a file is said once, at the first of them.
 * Edited bytes are not: each has its own place and has to be put right there.
 */
export function together<F extends ReviewedFinding>(
  findings: readonly F[],
  totalOf: (source: string) => number,
): Together<F>[] {
  const groups = new Map<string, F[]>();
  const rests = new Map<string, F>();
  for (const finding of findings) {
    if (finding.rest) rests.set(restKey(finding), finding);
    else if (isJoined(finding)) {
      const key = `${restKey(finding)}\0${finding.message}\0${finding.field}`;
      const group = groups.get(key);
      if (group) group.push(finding);
      else groups.set(key, [finding]);
    }
  }
  const joined = new Map<F, Together<F>>();
  const gone = new Set<F>();
  for (const group of groups.values()) {
    const first = group[0] as F;
    const rest = rests.get(restKey(first));
    const functions = [
      ...new Set([...group.map((finding) => finding.function as string), ...(rest?.rest?.functions ?? [])]),
    ];
    if (functions.length < least) continue;
    rests.delete(restKey(first));
    for (const finding of rest && rest.rest?.count === rest.rest?.functions.length ? [...group, rest] : group)
      gone.add(finding);
    joined.set(first, asOne(first, functions, totalOf(first.source)));
  }
  return findings.flatMap((finding) => joined.get(finding) ?? (gone.has(finding) ? [] : [finding]));
}

const isJoined = ({ rule, about, function: address }: Finding): boolean =>
  address !== null && (about !== 'edit' || dumpRules.has(rule));

const restKey = ({ rule, source, severity, suppressed }: ReviewedFinding): string =>
  [source, rule, severity, suppressed?.kind, suppressed?.reason].join('\0');

function asOne<F extends ReviewedFinding>(
  first: F,
  functions: readonly string[],
  total: number,
): Together<F> {
  const count = functions.length;
  const template =
    templates.get(first.rule)?.[first.message] ?? `{{count}} of {{total}} functions: ${first.message}`;
  const text = template
    .replace('{{count}}', String(count))
    .replace('{{total}}', String(Math.max(total, count)));
  return {
    ...first,
    message: `${text}; first: ${first.function}`,
    // The count changes with the dump; the cause does not.
    fingerprint: fingerprintOf({ ...first, function: null }),
    functions,
  };
}
