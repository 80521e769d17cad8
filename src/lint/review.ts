import type { Level } from './config.ts';
import type { Finding } from './engine.ts';
import { asGiven, Covered, type Extent, type PathIn } from './extent.ts';
import type { IgnoreComments } from './ignore-comments.ts';
import { type RunFinding, runFindings } from './run-findings.ts';
import { onRun, type Suppressions } from './suppressions.ts';

/** A finding after configuration and baseline have had their say. */
export interface ReviewedFinding extends Finding {
  readonly fingerprint: string;
  /** Why it does not count; null when it does. */
  readonly suppressed: {
    readonly kind: 'suppression' | 'comment' | 'baseline';
    readonly reason: string;
  } | null;
}

/** A finding that is known, and how often it may occur. */
export interface KnownFinding {
  readonly count: number;
  readonly rule: string;
  readonly message: string;
  /** From the folder of the baseline; those that were written before it was kept are looked for from the working folder. */
  readonly file?: string;
}

/** Known findings, by fingerprint. */
export type Baseline = ReadonlyMap<string, KnownFinding>;

/** A name for a finding that survives moved lines: rule, file, Function, field and message. */
export function fingerprintOf(finding: Finding, source = finding.source): string {
  const parts = [finding.rule, source, finding.function ?? '', finding.field ?? '', finding.message];
  return hash(parts.join('\u0000'));
}

/** FNV-1a, 32 bits, twice with different offsets. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x0100019d);
  }
  const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
  return hex(high) + hex(low);
}

/** Applies suppressions and a baseline; remembers what of the baseline was found, so that stale entries can be reported. */
export class Review {
  readonly #pathInBaseline: PathIn;
  readonly #baseline: Baseline;
  readonly #left: Map<string, number>;

  /** `pathInBaseline`: how the baseline names files. */
  constructor(baseline: Baseline = new Map(), pathInBaseline: PathIn = asGiven) {
    this.#pathInBaseline = pathInBaseline;
    this.#baseline = baseline;
    this.#left = new Map([...this.#baseline].map(([key, { count }]) => [key, count]));
  }

  review(finding: Finding, suppressions: Suppressions, comments?: IgnoreComments): ReviewedFinding {
    const fingerprint = fingerprintOf(finding);
    const reason = suppressions.reasonFor(finding);
    let suppressed: ReviewedFinding['suppressed'] =
      reason === undefined ? null : { kind: 'suppression', reason };
    const said = comments?.reasonFor(finding);
    if (said !== undefined) suppressed ??= { kind: 'comment', reason: said };
    if (this.#takeKnown(finding, fingerprint))
      suppressed ??= { kind: 'baseline', reason: 'known from the baseline' };
    return { ...finding, fingerprint, suppressed };
  }

  #takeKnown(finding: Finding, fingerprint: string): boolean {
    let key = fingerprintOf(finding, this.#pathInBaseline(finding.source));
    if (!this.#baseline.has(key) && this.#baseline.get(fingerprint)?.file === undefined) key = fingerprint;
    const left = this.#left.get(key) ?? 0;
    if (left > 0) this.#left.set(key, left - 1);
    return left > 0;
  }

  /** Entries of the baseline that are gone. */
  stale(extent: Extent, file: string, levelOf: (finding: RunFinding) => Level): Finding[] {
    const gone = this.#gone(extent).reduce((sum, [, { count }]) => sum + count, 0);
    if (gone === 0) return [];
    const text = gone === 1 ? 'one of its findings is gone' : `${gone} of its findings are gone`;
    return onRun(runFindings.staleBaseline, text, file, levelOf);
  }

  /** Entries of the baseline that this run says nothing about. */
  unjudged(extent: Extent): Baseline {
    const gone = new Set(this.#gone(extent).map(([key]) => key));
    return new Map(this.#unmatched().filter(([key]) => !gone.has(key)));
  }

  #gone(extent: Extent): [string, KnownFinding][] {
    const covered = new Covered(extent, this.#pathInBaseline);
    return this.#unmatched().filter(
      ([, { file, rule }]) => (file === undefined ? covered.all : covered.file(file)) && extent.runs(rule),
    );
  }

  #unmatched(): [string, KnownFinding][] {
    return [...this.#baseline].flatMap(([key, known]) => {
      const count = this.#left.get(key) ?? 0;
      return count > 0 ? [[key, { ...known, count }] as [string, KnownFinding]] : [];
    });
  }
}

/** A finding that nothing hides. */
export const unhidden = (finding: Finding): ReviewedFinding => ({
  ...finding,
  fingerprint: fingerprintOf(finding),
  suppressed: null,
});
