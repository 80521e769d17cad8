import { existsSync } from 'node:fs';
import { ConfigError } from '../lint/config.ts';
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
import { displayed, findUpwards, pathFrom } from './lint-inputs.ts';
import { parseJson, readText } from './lint-settings.ts';
import { Output } from './output.ts';
import { say } from './say.ts';

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
    this.known = isWritten && !existsSync(path) ? new Map() : readBaseline(path);
  }

  /** Writes what was found. What it held and this run could not find again, for it did not look there, stays. */
  async write(findings: readonly ReviewedFinding[], review: Review, extent: Extent): Promise<void> {
    const entries = new Map<string, KnownFinding>(review.unjudged(extent));
    const kept = entries.size;
    let written = 0;
    for (const finding of findings) {
      const { rule, message, suppressed } = finding;
      if (suppressed?.kind === 'suppression' || isAboutRun(rule)) continue;
      const file = this.pathIn(finding.source);
      const key = fingerprintOf(finding, file);
      entries.set(key, { count: (entries.get(key)?.count ?? 0) + 1, rule, file, message });
      written++;
    }
    const sorted = Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    const output = new Output(this.path, 'json');
    output.write(`${JSON.stringify({ lsvf_baseline: 1, findings: sorted }, null, 1)}\n`);
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
  const path = found === undefined ? undefined : displayed(found);
  if (path === undefined && !writeBaseline) return undefined;
  return new BaselineFile(path ?? usualName, false, writeBaseline);
}

/** Findings on the configuration and on the baseline itself are not known beforehand. */
const isAboutRun = (rule: string): boolean =>
  rule !== runFindings.incomplete.id && allRunFindings.some(({ id }) => id === rule);

function readBaseline(file: string): Baseline {
  const value = parseJson(file, readText(file)) as {
    lsvf_baseline?: unknown;
    findings?: Readonly<Record<string, Partial<KnownFinding>>>;
  } | null;
  if (value?.lsvf_baseline !== 1 || typeof value.findings !== 'object' || value.findings === null) {
    throw new ConfigError(`${file}: /lsvf_baseline: this is no baseline; --write-baseline writes one`);
  }
  return new Map(
    Object.entries(value.findings).map(([print, { count, rule, message, file: of }]) => [
      print,
      {
        count: Number(count) || 0,
        rule: String(rule),
        message: String(message),
        ...(typeof of === 'string' ? { file: of } : {}),
      },
    ]),
  );
}
