import { groupedBy } from '../grouped.ts';
import { fit } from '../text/fit.ts';
import { safe } from '../text/safe.ts';
import type { Style } from '../text/style.ts';
import { count } from '../text/tree.ts';
import { wrap } from '../text/wrap.ts';
import {
  adviceOf,
  countBySeverity,
  counted,
  type Excerpt,
  type LintReport,
  type ReportedFinding,
  subjectOf,
} from './report.ts';

/** Findings by file: the place, what is and should be, the row with the bytes underlined, and what to do. */
export function* lintText(
  report: LintReport,
  style: Style,
  { verbose, statistics }: { readonly verbose: boolean; readonly statistics: boolean },
): Generator<string> {
  const { chalk } = style;
  const shown = report.findings.filter((finding) => verbose || !finding.suppressed);
  for (const [file, findings] of groupedBy(statistics ? [] : shown, ({ source }) => source)) {
    yield `${chalk.bold.underline(safe(file))}\n`;
    for (const finding of findings) yield* findingText(finding, report, style);
    yield '\n';
  }
  if (verbose && report.implied.length > 0) {
    yield `${chalk.bold('Explained by findings above')}\n`;
    for (const finding of report.implied)
      yield `  ${[safe(finding.source), placeText(finding)].join(' ').trimEnd()}: ${safe(finding.message)} ${chalk.dim(`[${finding.rule}]`)}\n`;
    yield '\n';
  }
  if (verbose && report.ignoredFiles.length > 0) {
    yield `${chalk.bold('Left out: no dumps')}\n`;
    for (const file of report.ignoredFiles) yield `  ${safe(file)}\n`;
    yield '\n';
  }
  if (verbose && report.ignoredPaths.length > 0) {
    yield `${chalk.bold('Left out: ignored')}\n`;
    for (const file of report.ignoredPaths) yield `  ${safe(file)}\n`;
    yield '\n';
  }
  if (statistics) yield* statisticsText(report, style);
  yield* summary(report, style, verbose);
}

/** How often each rule found something, the most frequent first. */
function* statisticsText(report: LintReport, { chalk }: Style): Generator<string> {
  const byRule = [...groupedBy(counted(report), ({ rule }) => rule)].sort(
    ([a, of], [b, than]) => than.length - of.length || (a < b ? -1 : 1),
  );
  for (const [rule, findings] of byRule) {
    const [{ severity } = { severity: 'info' }] = findings;
    const files = new Set(findings.map(({ source }) => source)).size;
    yield `${String(findings.length).padStart(6)}  ${severity.padEnd(7)}  ${rule} ${chalk.dim(`in ${count(files, 'file')}`)}\n`;
  }
  if (byRule.length > 0) yield '\n';
}

function* findingText(finding: ReportedFinding, report: LintReport, style: Style): Generator<string> {
  const { chalk, width } = style;
  const colour = { error: chalk.red.bold, warning: chalk.yellow.bold, info: chalk.blue.bold }[
    finding.severity
  ];
  const subject = subjectOf(finding);
  const who = subject === null ? '' : `${subject} `;
  const place = placeText(finding);
  const first = `${place === '' ? '' : `${place} `}${finding.severity} ${who}`;
  const lines = wrap(`${first}${safe(finding.message)}`, width - 6);
  for (const [n, line] of lines.entries()) {
    const coloured = line.slice(place.length).replace(finding.severity, colour(finding.severity));
    yield `  ${n === 0 ? line.slice(0, place.length) + coloured : `    ${line}`}\n`;
  }
  yield `      ${chalk.dim(finding.rule)}${finding.suppressed ? chalk.dim(` (${finding.suppressed.kind}: ${safe(finding.suppressed.reason)})`) : ''}\n`;
  if (finding.excerpt) {
    const { text, from, to } = underlined(finding.excerpt, width - 8);
    yield `      ${chalk.dim('|')} ${text}\n`;
    yield `      ${chalk.dim('|')} ${' '.repeat(from)}${colour('^'.repeat(Math.max(1, to - from)))}\n`;
  }
  for (const related of finding.related) {
    const { at } = related;
    const where =
      at.line === undefined
        ? `${at.file}${at.offset === undefined ? '' : `: byte ${at.offset}`}`
        : `${at.file}:${at.line}:${at.column ?? 1}`;
    yield `      ${chalk.dim(`${safe(where)}: ${safe(related.message)}`)}\n`;
  }
  const fix = adviceOf(report, finding);
  if (fix) for (const line of wrap(fix, width - 6)) yield `      ${chalk.green(line)}\n`;
}

/** A row as it is shown, and what of it is underlined: as bytes where bytes are, else one word. */
function underlined({ text, column, length, width: known }: Excerpt, width: number) {
  const start = column - 1;
  const rest = text.slice(start);
  const isByte = /^[0-9a-f]{2}(?= |$)/i.test(rest);
  const word = (): string => /^\S+/.exec(rest)?.[0] ?? rest.slice(0, 1);
  const marked = known ? rest.slice(0, known) : isByte ? rest.slice(0, 3 * length - 1) : word();
  const before = shown(text.slice(0, start));
  const middle = shown(marked);
  const whole = `${before}${middle}${shown(rest.slice(marked.length))}`;
  // The part around the mark, if the row is long.
  const cut = before.length + middle.length <= width ? 0 : Math.max(0, before.length - 10);
  const row = cut === 0 ? whole : `…${whole.slice(cut + 1)}`;
  const from = before.length - cut;
  return { text: fit(row, width), from, to: Math.min(from + middle.length, width) };
}

/** Text of a dump; a tab is one space, so that what is below it is in line. */
const shown = (text: string): string => safe(text.replaceAll('\t', ' '));

/** `82:6`, `0000:01:00.0/config: byte 16`, `dump.txt:82:6` in an archive, or nothing for the input as a whole. */
function placeText({ at, source }: ReportedFinding): string {
  const isInside = at.file.startsWith(source);
  const inner = safe(isInside ? at.file.slice(source.length).replace(/^[:/]/, '') : at.file);
  if (at.line !== undefined) return `${inner === '' ? '' : `${inner}:`}${at.line}:${at.column ?? 1}`;
  if (at.offset !== undefined) return `${inner === '' ? '' : `${inner}: `}byte ${at.offset}`;
  return inner;
}

function* summary(report: LintReport, style: Style, verbose: boolean): Generator<string> {
  const { chalk } = style;
  const { error, warning, info } = countBySeverity(report);
  const functions = report.files.reduce((sum, file) => sum + file.functions, 0);
  const parts = [count(error, 'error'), count(warning, 'warning'), count(info, 'info')];
  const text = `${count(report.files.length, 'file')}, ${count(functions, 'function')}: ${parts.join(', ')}`;
  yield `${error > 0 ? chalk.red.bold(text) : warning > 0 ? chalk.yellow.bold(text) : chalk.green.bold(text)}\n`;
  const suppressed = report.findings.filter((finding) => finding.suppressed).length;
  const hints = [
    ...(suppressed > 0 ? [`${count(suppressed, 'finding')} suppressed`] : []),
    ...(report.implied.length > 0 ? [`${report.implied.length} explained by others`] : []),
    ...(report.ignoredFiles.length > 0
      ? [
          `${report.ignoredFiles.length === 1 ? '1 file that is not a dump' : `${report.ignoredFiles.length} files that are not dumps`} left out`,
        ]
      : []),
    ...(report.ignoredPaths.length > 0 ? [`${count(report.ignoredPaths.length, 'path')} ignored`] : []),
  ];
  if (hints.length > 0)
    yield `${chalk.dim(`${hints.join(', ')}${verbose ? '' : '; --verbose shows them'}`)}\n`;
  if (report.skippedCount > 0) {
    const reasons = new Map<string, number>();
    for (const { lacks } of report.skipped) reasons.set(lacks, (reasons.get(lacks) ?? 0) + 1);
    const top = [...reasons]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(
        ([lacks, n]) =>
          `${n} because ${/^the dump|not all in the dump$|past FFFh$/.test(lacks) ? lacks : `the dump lacks ${lacks}`}`,
      );
    for (const line of wrap(`${report.skippedCount} checks were skipped: ${top.join('; ')}`, style.width))
      yield `${chalk.dim(line)}\n`;
  }
}
