import { safe } from '../text/safe.ts';
import type { Style } from '../text/style.ts';
import { count, wrap } from '../text/tree.ts';
import { countBySeverity, type LintReport, metaOf, type ReportedFinding } from './report.ts';

/** Findings by file: the place, what is and should be, the row with the bytes underlined, and what to do. */
export function* lintText(report: LintReport, style: Style, verbose: boolean): Generator<string> {
  const { chalk } = style;
  const files = new Map<string, ReportedFinding[]>();
  const shown = report.findings.filter((finding) => verbose || !finding.suppressed);
  for (const finding of shown) files.set(finding.source, [...(files.get(finding.source) ?? []), finding]);
  for (const [file, findings] of files) {
    yield `${chalk.bold.underline(safe(file))}\n`;
    for (const finding of findings) yield* findingText(finding, report, style);
    yield '\n';
  }
  if (verbose && report.implied.length > 0) {
    yield `${chalk.bold('Explained by findings above')}\n`;
    for (const finding of report.implied)
      yield `  ${placeText(finding)} ${safe(finding.message)} ${chalk.dim(`[${finding.rule}]`)}\n`;
    yield '\n';
  }
  yield* summary(report, style, verbose);
}

function* findingText(finding: ReportedFinding, report: LintReport, style: Style): Generator<string> {
  const { chalk, width } = style;
  const colour = { error: chalk.red.bold, warning: chalk.yellow.bold, info: chalk.blue.bold }[
    finding.severity
  ];
  const who = finding.function === null ? '' : `${finding.function} `;
  const first = `${placeText(finding)} ${finding.severity} ${who}`;
  const lines = wrap(`${first}${safe(finding.message)}`, width - 2);
  for (const [n, line] of lines.entries()) {
    yield `  ${n === 0 ? line.replace(finding.severity, colour(finding.severity)) : `    ${line}`}\n`;
  }
  yield `      ${chalk.dim(finding.rule)}${finding.suppressed ? chalk.dim(` (${finding.suppressed.kind}: ${safe(finding.suppressed.reason)})`) : ''}\n`;
  if (finding.excerpt) {
    const { text, column, length } = finding.excerpt;
    yield `      ${chalk.dim('|')} ${safe(text)}\n`;
    yield `      ${chalk.dim('|')} ${' '.repeat(column - 1)}${colour('^'.repeat(Math.max(1, Math.min(3 * length - 1, text.length - column + 1))))}\n`;
  }
  for (const related of finding.related) {
    const { at } = related;
    const where =
      at.line === undefined
        ? `${at.file}${at.offset === undefined ? '' : `: byte ${at.offset}`}`
        : `${at.file}:${at.line}:${at.column ?? 1}`;
    yield `      ${chalk.dim(`${safe(where)}: ${safe(related.message)}`)}\n`;
  }
  const fix = metaOf(report, finding.rule)?.fix;
  if (fix) for (const line of wrap(fix, width - 6)) yield `      ${chalk.green(line)}\n`;
}

function placeText({ at, source }: ReportedFinding): string {
  if (at.line !== undefined) return `${at.line}:${at.column ?? 1}`;
  const inner = at.file.startsWith(source) ? at.file.slice(source.length).replace(/^[:/]/, '') : at.file;
  const file = inner === '' ? '' : `${safe(inner)}: `;
  return at.offset !== undefined ? `${file}byte ${at.offset}` : file.replace(/: $/, '') || '-';
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
    ...(report.ignoredFiles > 0 ? [`${count(report.ignoredFiles, 'file')} that are no dumps left out`] : []),
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
        ([lacks, n]) => `${n} because ${/^(the dump|bytes)/.test(lacks) ? lacks : `the dump lacks ${lacks}`}`,
      );
    for (const line of wrap(`${report.skippedCount} checks were skipped: ${top.join('; ')}`, style.width))
      yield `${chalk.dim(line)}\n`;
  }
}
