import { existsSync } from 'node:fs';
import { pathOf } from '../input/source/file-name.ts';
import { ConfigError } from '../lint/config-error.ts';
import type { Extent, PathIn } from '../lint/extent.ts';
import {
  type Baseline,
  fingerprintOf,
  type KnownFinding,
  type Review,
  type ReviewedFinding,
} from '../lint/review.ts';
import { allRunFindings, runFindings } from '../lint/run-findings.ts';
import { UsageError } from './exit.ts';
import { near, pathFrom } from './inputs.ts';
import { Output } from './output.ts';
import { say } from './say.ts';
import { findUpwards, readSettings } from './settings-file.ts';

export interface BaselineFlags {
  readonly baseline?: string | false;
  readonly writeBaseline: boolean;
}

const usualName = 'lsvf.baseline.json';

/** A file of known findings: the one named, or lsvf.baseline.json here or in a folder above. */
export class BaselineFile {
  readonly path: string;
  readonly known: Baseline;
  readonly pathIn: PathIn;
  readonly #isNamed: boolean;

  constructor(path: string, isNamed: boolean, isWritten: boolean) {
    this.path = path;
    this.#isNamed = isNamed;
    this.pathIn = pathFrom(path);
    this.known = isWritten && !existsSync(pathOf(path)) ? new Map() : readBaseline(path, isNamed);
  }

  /** Writes what was found. What it held and this run could not find again, because it did not look there, stays. */
  async write(findings: readonly ReviewedFinding[], review: Review, extent: Extent): Promise<void> {
    const entries = new Map<string, KnownFinding>(review.unjudged(extent));
    const kept = entries.size;
    let written = 0;
    for (const finding of findings) {
      const { rule, message, suppressed } = finding;
      if (suppressed?.kind === 'suppression' || suppressed?.kind === 'comment' || isAboutRun(rule)) continue;
      const file = this.pathIn(finding.source);
      const key = fingerprintOf(finding, file);
      entries.set(key, { count: (entries.get(key)?.count ?? 0) + 1, rule, file, message });
      written++;
    }
    const sorted = Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    const text = `${JSON.stringify({ lsvf_baseline: 1, findings: sorted }, null, 1)}\n`;
    if (Buffer.byteLength(text) > largest << 20)
      throw new UsageError(
        `a baseline of ${entries.size} findings is larger than ${largest} MiB, the most that is read; turn rules off instead`,
      );
    const output = new Output(this.path, 'json');
    output.write(text);
    await output.end();
    const others = kept === 0 ? '' : `, ${kept} that ${kept === 1 ? 'is' : 'are'} not of this run kept`;
    const use = this.#isNamed ? `lsvf lint --baseline ${this.path}` : 'lsvf lint, here and in folders below,';
    say(
      `lsvf: ${written} finding${written === 1 ? '' : 's'} written to ${this.path}${others}; ${use} takes them as known`,
    );
  }
}

/** @throws UsageError, ConfigError */
export function baselineOf({ baseline, writeBaseline }: BaselineFlags): BaselineFile | undefined {
  if (baseline === false) {
    if (writeBaseline) throw new UsageError('--write-baseline needs a baseline: leave --no-baseline out');
    return undefined;
  }
  if (baseline === '-') throw new UsageError('--baseline takes a file, which is read and written');
  if (baseline !== undefined) return new BaselineFile(baseline, true, writeBaseline);
  const found = findUpwards(usualName);
  const path = found === undefined ? undefined : near(found);
  if (path === undefined && !writeBaseline) return undefined;
  return new BaselineFile(path ?? usualName, false, writeBaseline);
}

/** Findings on the configuration and on the baseline itself are not known beforehand. */
const isAboutRun = (rule: string): boolean =>
  rule !== runFindings.incomplete.id && allRunFindings.some(({ id }) => id === rule);

/** MiB: some 150,000 findings. */
const largest = 32;

function readBaseline(path: string, isNamed: boolean): Baseline {
  const { value, placeOf } = readSettings({ path, isNamed, most: largest });
  const { lsvf_baseline: version, findings } = isRecord(value) ? value : {};
  if (version !== 1 || !isRecord(findings)) {
    throw new ConfigError(
      `${placeOf(['lsvf_baseline'])}: this is not a baseline; --write-baseline writes one`,
    );
  }
  return new Map(
    Object.entries(findings).map(([print, entry]) => {
      const known = knownFinding(entry);
      if (!known)
        throw new ConfigError(
          `${placeOf(['findings', print])}: this is not a finding; --write-baseline writes them`,
        );
      return [print, known];
    }),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function knownFinding(value: unknown): KnownFinding | undefined {
  if (!isRecord(value)) return undefined;
  const { count, rule, message, file } = value;
  if (!Number.isSafeInteger(count) || typeof rule !== 'string' || typeof message !== 'string')
    return undefined;
  return { count: Number(count), rule, message, ...(typeof file === 'string' ? { file } : {}) };
}
