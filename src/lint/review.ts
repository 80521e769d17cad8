import { parseAddress } from '../model/address.ts';
import { isGroupOf, type Level, type Suppression } from './config.ts';
import type { Finding } from './engine.ts';
import { asGiven, Covered, type Extent, type PathIn } from './extent.ts';
import { matchesGlob } from './glob.ts';
import { type RunFinding, runFindings } from './run-findings.ts';

/** A finding after configuration and baseline have had their say. */
export interface ReviewedFinding extends Finding {
  readonly fingerprint: string;
  /** Why it does not count; null when it does. */
  readonly suppressed: { readonly kind: 'suppression' | 'baseline'; readonly reason: string } | null;
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

/** What hides findings, and how it names their files. */
export interface ReviewOptions {
  readonly suppressions?: readonly Suppression[] | undefined;
  readonly pathInConfig?: PathIn | undefined;
  readonly baseline?: Baseline | undefined;
  readonly pathInBaseline?: PathIn | undefined;
  /** A date such as `2026-11-23`. */
  readonly today: string;
}

/** Applies suppressions and a baseline; remembers what was used, so that stale ones can be reported. */
export class Review {
  readonly #suppressions: readonly Suppression[];
  readonly #pathInConfig: PathIn;
  readonly #pathInBaseline: PathIn;
  readonly #used = new Set<Suppression>();
  readonly #today: string;
  readonly #baseline: Baseline;
  readonly #left: Map<string, number>;
  /** Which suppressions name the files of the finding that came last: those of one file follow each other. */
  #named: { readonly of: string; readonly fits: Map<Suppression, boolean> } | undefined;

  constructor(options: ReviewOptions) {
    this.#suppressions = options.suppressions ?? [];
    this.#pathInConfig = options.pathInConfig ?? asGiven;
    this.#pathInBaseline = options.pathInBaseline ?? asGiven;
    this.#today = options.today;
    this.#baseline = options.baseline ?? new Map();
    this.#left = new Map([...this.#baseline].map(([key, { count }]) => [key, count]));
  }

  review(finding: Finding): ReviewedFinding {
    const fingerprint = fingerprintOf(finding);
    let suppressed: ReviewedFinding['suppressed'] = null;
    for (const item of this.#suppressions) {
      if (!this.#fits(item, finding)) continue;
      this.#used.add(item);
      if (!this.#isExpired(item)) suppressed ??= { kind: 'suppression', reason: item.reason };
    }
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

  /** Suppressions that hid nothing, or no longer hold; entries of the baseline that are gone. */
  stale(
    extent: Extent,
    configFile: string,
    baselineFile: string | undefined,
    levelOf: (finding: RunFinding) => Level,
  ): ReviewedFinding[] {
    const found: ReviewedFinding[] = [];
    const add = (of: RunFinding, message: string, file: string): void => {
      const severity = levelOf(of);
      if (severity === 'off') return;
      const finding = {
        rule: of.id,
        severity,
        about: null,
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
    const covered = new Covered(extent, this.#pathInConfig);
    this.#suppressions.forEach((item, n) => {
      if (this.#isExpired(item)) {
        add(
          runFindings.expiredSuppression,
          `/suppressions/${n} of ${item.rule} expired on ${item.expires}: ${item.reason}`,
          configFile,
        );
      } else if (!this.#used.has(item) && isJudged(item, covered, extent)) {
        add(runFindings.unusedSuppression, `/suppressions/${n} of ${item.rule} hides nothing`, configFile);
      }
    });
    const gone = this.#gone(extent).reduce((sum, [, { count }]) => sum + count, 0);
    if (gone > 0 && baselineFile !== undefined) {
      const text = gone === 1 ? 'one of its findings is gone' : `${gone} of its findings are gone`;
      add(runFindings.staleBaseline, text, baselineFile);
    }
    return found;
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

  #isExpired(item: Suppression): boolean {
    return item.expires !== undefined && item.expires < this.#today;
  }

  #fits(item: Suppression, finding: Finding): boolean {
    if (item.rule !== finding.rule && !isGroupOf(item.rule, finding.rule)) return false;
    if (item.function !== undefined && !isSameAddress(item.function, finding.function)) return false;
    return item.files === undefined || this.#isNamed(item, item.files, finding);
  }

  #isNamed(item: Suppression, files: readonly string[], { source, at }: Finding): boolean {
    const of = `${source}\0${at.file}`;
    if (this.#named?.of !== of) this.#named = { of, fits: new Map() };
    const { fits } = this.#named;
    let named = fits.get(item);
    if (named === undefined) {
      const paths = [source, at.file].map(this.#pathInConfig);
      named = files.some((pattern) => paths.some((path) => matchesGlob(path, pattern)));
      fits.set(item, named);
    }
    return named;
  }
}

/** Whether a suppression that hid nothing could have: its rule ran, and all of its files were looked at. */
function isJudged({ rule, files }: Suppression, covered: Covered, extent: Extent): boolean {
  if (!extent.runs(rule)) return false;
  return files === undefined ? covered.all : files.every((pattern) => covered.pattern(pattern));
}

const isSameAddress = (a: string, b: string | null): boolean =>
  b !== null && parseAddress(a) === parseAddress(b);
