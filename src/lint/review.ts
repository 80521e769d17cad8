import { isGroupOf, type Suppression } from './config.ts';
import type { Finding } from './engine.ts';
import { matchesGlob } from './glob.ts';
import { type RunFinding, runFindings } from './run-findings.ts';

/** A finding after configuration and baseline have had their say. */
export interface ReviewedFinding extends Finding {
  readonly fingerprint: string;
  /** Why it does not count; null when it does. */
  readonly suppressed: { readonly kind: 'suppression' | 'baseline'; readonly reason: string } | null;
}

/** Known findings, by fingerprint, with how often each may occur. */
export type Baseline = ReadonlyMap<string, number>;

/** A name for a finding that survives moved lines: rule, file, Function, field and message. */
export function fingerprintOf(finding: Finding): string {
  const parts = [finding.rule, finding.source, finding.function ?? '', finding.field ?? '', finding.message];
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

/** Applies suppressions and a baseline; remembers what was used, so that stale ones can be reported. */
export class Review {
  readonly #suppressions: readonly Suppression[];
  readonly #used = new Set<Suppression>();
  readonly #today: string;
  readonly #left: Map<string, number>;

  /** `today` is a date such as `2026-11-23`. */
  constructor(suppressions: readonly Suppression[], baseline: Baseline | undefined, today: string) {
    this.#suppressions = suppressions;
    this.#today = today;
    this.#left = new Map(baseline);
  }

  review(finding: Finding): ReviewedFinding {
    const fingerprint = fingerprintOf(finding);
    let suppressed: ReviewedFinding['suppressed'] = null;
    for (const item of this.#suppressions) {
      if (!fits(item, finding)) continue;
      this.#used.add(item);
      if (!this.#isExpired(item)) suppressed ??= { kind: 'suppression', reason: item.reason };
    }
    const known = this.#left.get(fingerprint) ?? 0;
    if (known > 0) {
      this.#left.set(fingerprint, known - 1);
      suppressed ??= { kind: 'baseline', reason: 'known from the baseline' };
    }
    return { ...finding, fingerprint, suppressed };
  }

  /** Suppressions that hid nothing, or no longer hold; entries of the baseline that are gone. */
  stale(configFile: string, baselineFile: string | undefined): ReviewedFinding[] {
    const found: ReviewedFinding[] = [];
    const add = ({ id, severity }: RunFinding, message: string, file: string): void => {
      const finding = {
        rule: id,
        severity,
        message,
        source: file,
        at: { file },
        length: 1,
        function: null,
        field: null,
        related: [],
      };
      found.push({ ...finding, fingerprint: fingerprintOf(finding), suppressed: null });
    };
    this.#suppressions.forEach((item, n) => {
      if (this.#isExpired(item)) {
        add(
          runFindings.expiredSuppression,
          `/suppressions/${n} of ${item.rule} expired on ${item.expires}: ${item.reason}`,
          configFile,
        );
      } else if (!this.#used.has(item)) {
        add(runFindings.unusedSuppression, `/suppressions/${n} of ${item.rule} hides nothing`, configFile);
      }
    });
    const gone = [...this.#left.values()].reduce((sum, left) => sum + left, 0);
    if (gone > 0 && baselineFile !== undefined) {
      const text = gone === 1 ? 'one of its findings is gone' : `${gone} of its findings are gone`;
      add(runFindings.staleBaseline, text, baselineFile);
    }
    return found;
  }

  #isExpired(item: Suppression): boolean {
    return item.expires !== undefined && item.expires < this.#today;
  }
}

function fits(item: Suppression, finding: Finding): boolean {
  if (item.rule !== finding.rule && !isGroupOf(item.rule, finding.rule)) return false;
  if (item.function !== undefined && item.function !== finding.function) return false;
  return item.files === undefined || item.files.some((pattern) => matchesGlob(finding.source, pattern));
}
