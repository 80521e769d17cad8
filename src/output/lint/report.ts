import { adviceIn } from '../../lint/advice.ts';
import type { Rule } from '../../lint/define.ts';
import type { Skip } from '../../lint/engine.ts';
import type { ReviewedFinding } from '../../lint/review.ts';
import { allRunFindings } from '../../lint/run-findings.ts';
import type { Position, Severity } from '../../model/diagnostic.ts';

/** A row of the input with the bytes of a finding. */
export interface Excerpt {
  readonly text: string;
  /** Column of the first byte, from 1. */
  readonly column: number;
  /** Bytes, of two digits and a space each; where none are at the column, the word there is meant. */
  readonly length: number;
  /** Characters from the column on that are meant, where a row is not as lspci prints it. */
  readonly width?: number;
}

export interface ReportedFinding extends ReviewedFinding {
  /** The file or folder that was read, if it is not the source: of an archive with several dumps each is a source. */
  readonly input?: string;
  readonly excerpt?: Excerpt;
  /** All Functions that have it, when it stands for several; the message then names the first. */
  readonly functions?: readonly string[];
}

/** Everything that a lint run found, as the output formats take it. */
export interface LintReport {
  readonly version: string;
  readonly files: readonly { readonly source: string; readonly functions: number }[];
  readonly findings: readonly ReportedFinding[];
  /** Held back because another finding explains them. */
  readonly implied: readonly ReportedFinding[];
  readonly skipped: readonly Skip[];
  readonly skippedCount: number;
  readonly rules: readonly { readonly rule: Rule; readonly severity: Severity }[];
  /** Files in walked folders that are not dumps. */
  readonly ignoredFiles: readonly string[];
  /** What .gitignore, the configuration or --ignore leaves out of them; a folder ends with a slash. */
  readonly ignoredPaths: readonly string[];
  /** Whether findings of a severity fail the run. */
  fails(severity: Severity): boolean;
}

/**
 * A place as other tools can open it: of a member of an archive that is the archive, and `inside` says where in it, as
 * `dump.txt:82:6`.
 */
export function openable(
  at: Position,
  { source, input = source }: Pick<ReportedFinding, 'source' | 'input'>,
): Position & { readonly inside?: string } {
  if (!at.file.startsWith(`${input}:`)) return at;
  const member = at.file.slice(input.length + 1);
  const rest =
    at.line !== undefined
      ? `:${at.line}:${at.column ?? 1}`
      : at.offset !== undefined
        ? `: byte ${at.offset}`
        : '';
  return { file: input, inside: `${member}${rest}` };
}

/** The Function to name before the message. */
export const subjectOf = ({ function: address, functions }: ReportedFinding): string | null =>
  functions ? null : address;

export const counted = (report: LintReport): ReportedFinding[] =>
  report.findings.filter((finding) => !finding.suppressed);

export function countBySeverity(report: LintReport): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of counted(report)) counts[severity]++;
  return counts;
}

/** What to do about a finding. Nobody can correct what hardware does, and nobody should in a true capture of it. */
export function adviceOf(report: LintReport, { rule, about, form }: ReportedFinding): string | undefined {
  const text = metaOf(report, rule)?.fix;
  const fix = text && adviceIn(text, form);
  return fix === undefined || about !== 'device'
    ? fix
    : `Leave a true capture as it is. In a device, a model or bytes of your own: ${fix}`;
}

/** What there is to say about a rule, or of a finding on the run itself. */
export const metaOf = (
  report: LintReport,
  id: string,
):
  | (Pick<Rule['meta'], 'title' | 'why' | 'fix'> & Partial<Pick<Rule['meta'], 'about' | 'spec'>>)
  | undefined =>
  report.rules.find(({ rule }) => rule.meta.id === id)?.rule.meta ??
  allRunFindings.find((finding) => finding.id === id);
