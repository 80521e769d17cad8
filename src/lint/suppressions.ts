import { parseAddress } from '../model/address.ts';
import type { Severity } from '../model/diagnostic.ts';
import { isGroupOf, type Level, type Suppression } from './config.ts';
import type { Finding } from './engine.ts';
import { asGiven, Covered, type Extent, type PathIn } from './extent.ts';
import { matchesGlob } from './glob.ts';
import { type RunFinding, runFindings } from './run-findings.ts';

/** What one configuration hides, and whether it did. */
export class Suppressions {
  readonly #items: readonly Suppression[];
  readonly #pathInConfig: PathIn;
  readonly #used = new Set<Suppression>();
  readonly #today: string;
  /** Which suppressions name the files of the finding that came last: those of one file follow each other. */
  #named: { readonly of: string; readonly fits: Map<Suppression, boolean> } | undefined;

  /** `today` is a date such as `2026-11-23`. */
  constructor(items: readonly Suppression[] | undefined, today: string, pathInConfig: PathIn = asGiven) {
    this.#items = items ?? [];
    this.#pathInConfig = pathInConfig;
    this.#today = today;
  }

  /** Why a finding is hidden; undefined where it is not. */
  reasonFor(finding: Finding): string | undefined {
    let reason: string | undefined;
    for (const item of this.#items) {
      if (!this.#fits(item, finding)) continue;
      this.#used.add(item);
      if (!this.#isExpired(item)) reason ??= item.reason;
    }
    return reason;
  }

  /** Those that hid nothing, or no longer hold. */
  stale(extent: Extent, configFile: string, levelOf: (finding: RunFinding) => Level): Finding[] {
    const covered = new Covered(extent, this.#pathInConfig);
    return this.#items.flatMap((item, n) => {
      if (this.#isExpired(item)) {
        const text = `/suppressions/${n} of ${item.rule} expired on ${item.expires}: ${item.reason}`;
        return onRun(runFindings.expiredSuppression, text, configFile, levelOf);
      }
      if (this.#used.has(item) || !isJudged(item, covered, extent)) return [];
      const text = `/suppressions/${n} of ${item.rule} hides nothing`;
      return onRun(runFindings.unusedSuppression, text, configFile, levelOf);
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

  #isNamed(item: Suppression, files: readonly string[], { source, at, through = at.file }: Finding): boolean {
    const of = `${source}\0${at.file}\0${through}`;
    if (this.#named?.of !== of) this.#named = { of, fits: new Map() };
    const { fits } = this.#named;
    let named = fits.get(item);
    if (named === undefined) {
      const paths = [source, at.file, through].map(this.#pathInConfig);
      named = files.some((pattern) => paths.some((path) => matchesGlob(path, pattern)));
      fits.set(item, named);
    }
    return named;
  }
}

/** A finding on the run itself, unless it is off. */
export function onRun(
  of: RunFinding,
  message: string,
  file: string,
  levelOf: (finding: RunFinding) => Level,
  at: Finding['at'] = { file },
): Finding[] {
  const level = levelOf(of);
  if (level === 'off') return [];
  const severity: Severity = level;
  return [
    {
      rule: of.id,
      severity,
      about: null,
      message,
      source: file,
      at,
      length: 1,
      function: null,
      field: null,
      related: [],
    },
  ];
}

/** Whether a suppression that hid nothing could have: its rule ran, and all of its files were looked at. */
function isJudged({ rule, files }: Suppression, covered: Covered, extent: Extent): boolean {
  if (!extent.runs(rule)) return false;
  return files === undefined ? covered.all : files.every((pattern) => covered.pattern(pattern));
}

const isSameAddress = (a: string, b: string | null): boolean =>
  b !== null && parseAddress(a) === parseAddress(b);
