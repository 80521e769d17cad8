import { schemaVersion } from '../json.ts';
import { countBySeverity, type LintReport, type ReportedFinding } from './report.ts';

export function findingRecord(finding: ReportedFinding): Record<string, unknown> {
  const { at } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    source: finding.source,
    ...(at.file === finding.source ? {} : { file: at.file }),
    ...(at.line === undefined ? {} : { line: at.line, column: at.column ?? 1 }),
    ...(at.offset === undefined ? {} : { offset: at.offset }),
    length: finding.length,
    function: finding.function,
    field: finding.field,
    related: finding.related.map(({ at: place, ...rest }) => ({ ...rest, ...place })),
    suppressed: finding.suppressed,
    fingerprint: finding.fingerprint,
  };
}

export function lintJson(report: LintReport): string {
  const { error, warning, info } = countBySeverity(report);
  const document = {
    schema_version: schemaVersion,
    summary: {
      files: report.files.length,
      functions: report.files.reduce((sum, file) => sum + file.functions, 0),
      errors: error,
      warnings: warning,
      infos: info,
      skipped: report.skippedCount,
    },
    findings: report.findings.map(findingRecord),
    skipped: report.skipped,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

export const lintNdjson = (report: LintReport): string =>
  report.findings.map((finding) => `${JSON.stringify(findingRecord(finding))}\n`).join('');
