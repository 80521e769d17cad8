import type { Position } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isGroupOf, type Level, unknownRule } from './config.ts';
import type { Finding } from './engine.ts';
import { rules } from './rules/index.ts';
import { type RunFinding, runFindings } from './run-findings.ts';
import { onRun } from './suppressions.ts';

interface IgnoreComment {
  readonly rule: string;
  readonly reason: string;
  /** The Function that it is about; undefined: the whole dump. */
  readonly function: string | undefined;
  readonly at: Position;
  /** Why it is not taken. */
  readonly problem: string | undefined;
}

const form = '# lsvf-ignore RULE: reason';

/**
 * `# lsvf-ignore RULE, RULE: reason` in a dump. Above the first Function it is about all of the dump, elsewhere about the Function
 * that follows.
 */
export class IgnoreComments {
  readonly #items: readonly IgnoreComment[];
  readonly #used = new Set<IgnoreComment>();

  constructor(snapshot: Snapshot) {
    this.#items = itemsOf(snapshot);
  }

  /** Why a finding is hidden; undefined where it is not. */
  reasonFor({ rule, function: address }: Finding): string | undefined {
    const item = this.#items.find(
      (one) =>
        one.problem === undefined &&
        (one.rule === rule || isGroupOf(one.rule, rule)) &&
        (one.function === undefined || one.function === address),
    );
    if (item) this.#used.add(item);
    return item?.reason;
  }

  /** Those that cannot be taken, or hid nothing although their rule ran. */
  stale(source: string, runs: (rule: string) => boolean, levelOf: (finding: RunFinding) => Level): Finding[] {
    return this.#items.flatMap((item) => {
      if (this.#used.has(item) || (item.problem === undefined && !runs(item.rule))) return [];
      const where = item.function === undefined ? '' : ` of ${item.function}, the Function that follows it`;
      const text = item.problem ?? `lsvf-ignore of ${item.rule} hides nothing${where}`;
      return onRun(runFindings.unusedSuppression, text, source, levelOf, item.at);
    });
  }
}

function itemsOf({ comments = [], functions }: Snapshot): IgnoreComment[] {
  if (!comments.some(({ text }) => text.startsWith('lsvf-ignore'))) return [];
  const heads = functions.map((fn) => ({ address: fn.address, line: fn.positionOf().line ?? 0 }));
  const first = heads.reduce((least, { line }) => Math.min(least, line), Number.POSITIVE_INFINITY);
  return comments.flatMap(({ text, at }) => {
    const [, rest] = /^lsvf-ignore\b(.*)$/s.exec(text) ?? [];
    if (rest === undefined) return [];
    const [, list = '', reason = ''] = /^\s+([^\s:,]+(?:\s*,\s*[^\s:,]+)*)\s*:?(.*)$/s.exec(rest) ?? [];
    const line = at.line ?? 0;
    const next = line < first ? undefined : heads.find((head) => head.line > line);
    const problemOf = (rule: string): string | undefined =>
      rule === ''
        ? `this comment names no rule; write ${form}`
        : (unknownRule(rule, rules, nearest) ??
          (reason.trim() === ''
            ? `lsvf-ignore of ${rule} needs a reason; write ${form}`
            : line >= first && next === undefined
              ? `lsvf-ignore of ${rule} comes after the last Function, but it is about the Function that follows it`
              : undefined));
    return list.split(/\s*,\s*/).map((rule) => ({
      rule,
      reason: reason.trim(),
      function: next?.address,
      at,
      problem: problemOf(rule),
    }));
  });
}
