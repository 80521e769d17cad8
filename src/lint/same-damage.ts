import type { Severity } from '../model/diagnostic.ts';
import type { Finding } from './engine.ts';

const rank: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** The rules that explain a rule where they speak of its line or of one next to it, by its id. */
export type CausesBeside = ReadonlyMap<string, readonly string[]>;

/**
 * One damaged row shows in several ways: as a row, as the hole that it leaves, as bytes that come twice. Tells for
 * a finding which other one next to it explains it. The one that stays is never the milder one.
 */
export function sameDamage(
  findings: readonly Finding[],
  causesOf: CausesBeside,
): ReadonlyMap<Finding, Finding> {
  const causing = new Set([...causesOf.values()].flat());
  const byLine = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.at.line === undefined || !causing.has(finding.rule)) continue;
    const key = `${finding.at.line} ${finding.at.file}`;
    const beside = byLine.get(key);
    if (beside) beside.push(finding);
    else byLine.set(key, [finding]);
  }
  if (byLine.size === 0) return new Map();
  const causes = ({ rule, at: { file, line } }: Finding): Finding[] => {
    const rules = causesOf.get(rule);
    if (!rules || line === undefined) return [];
    return [line - 1, line, line + 1]
      .flatMap((number) => byLine.get(`${number} ${file}`) ?? [])
      .filter((finding) => rules.includes(finding.rule));
  };
  const roots = (finding: Finding, seen: ReadonlySet<Finding> = new Set([finding])): Finding[] => {
    const above = causes(finding).filter((cause) => !seen.has(cause));
    return above.length === 0 ? [finding] : above.flatMap((cause) => roots(cause, new Set([...seen, cause])));
  };
  return new Map(
    findings.flatMap((finding) => {
      const isWorse = (root: Finding): boolean =>
        root !== finding && rank[root.severity] >= rank[finding.severity];
      const root = roots(finding).find(isWorse);
      return root ? [[finding, root]] : [];
    }),
  );
}

/** A finding with what else is said of its damage on other lines. */
export function withExplained(finding: Finding, explained: ReadonlyMap<Finding, Finding>): Finding {
  const others = [...explained].filter(([one, root]) => root === finding && one.at.line !== finding.at.line);
  if (others.length === 0) return finding;
  const related = others.map(([{ message, at, function: address, field }]) => ({
    message,
    at,
    function: address ?? finding.function ?? '',
    field,
  }));
  return { ...finding, related: [...finding.related, ...related] };
}
