import { countBySeverity, type LintReport, type ReportedFinding } from '../lint/report.ts';
import { count, described, list, oneOf, optional, orNull, record, type TypeOf, text } from './shape.ts';
import { address, schemaDocument, schemaVersion, schemaVersionField, severity } from './terms.ts';

const place = {
  file: optional(text),
  line: optional(count),
  column: optional(count),
  offset: optional(count),
};

/** One finding: an element of `findings`, or a line of ndjson. */
export const findingShape = record({
  rule: text,
  severity,
  about: described(
    orNull(oneOf('capture', 'edit', 'device')),
    'how the dump was taken, bytes that contradict each other, what the hardware does; null: the run itself',
  ),
  message: text,
  source: text,
  ...place,
  length: orNull(count),
  function: orNull(address),
  functions: described(optional(list(address)), 'all that have it, if it is about several'),
  field: orNull(text),
  related: list(
    record({ message: text, function: optional(address), field: optional(orNull(text)), ...place }),
  ),
  suppressed: described(
    orNull(record({ kind: oneOf('suppression', 'comment', 'baseline'), reason: text })),
    'null: it counts',
  ),
  fingerprint: described(text, 'the same for the same finding when lines move'),
});
export type FindingRecord = TypeOf<typeof findingShape>;

const lintShape = record({
  schema_version: schemaVersionField,
  summary: record({
    files: count,
    functions: count,
    errors: count,
    warnings: count,
    infos: count,
    skipped: described(count, 'checks for which bytes are missing'),
    suppressed: described(count, 'findings that configuration, comments and the baseline hide'),
    explained: described(count, 'findings held back because another one explains them'),
    left_out: described(count, 'files of walked folders that are not dumps'),
    ignored: described(count, 'paths that .gitignore, the configuration or --ignore leaves out'),
  }),
  findings: list(findingShape),
  skipped: list(record({ rule: text, source: text, function: text, lacks: text })),
});

export const lintDocument = schemaDocument('What lsvf lint --format json prints', lintShape.schema);
export const lintLine = schemaDocument(
  'A line of what lsvf lint --format ndjson prints',
  findingShape.schema,
);

export function findingRecord(finding: ReportedFinding): FindingRecord {
  const { at } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    about: finding.about,
    message: finding.message,
    source: finding.source,
    ...(at.file === finding.source ? {} : { file: at.file }),
    ...(at.line === undefined ? {} : { line: at.line, column: at.column ?? 1 }),
    ...(at.offset === undefined ? {} : { offset: at.offset }),
    length: finding.length,
    function: finding.function,
    ...(finding.functions ? { functions: finding.functions } : {}),
    field: finding.field,
    related: finding.related.map(({ at: place, ...rest }) => ({ ...rest, ...place })),
    suppressed: finding.suppressed,
    fingerprint: finding.fingerprint,
  };
}

export function lintJson(report: LintReport): string {
  const { error, warning, info } = countBySeverity(report);
  const document: TypeOf<typeof lintShape> = {
    schema_version: schemaVersion,
    summary: {
      files: report.files.length,
      functions: report.files.reduce((sum, file) => sum + file.functions, 0),
      errors: error,
      warnings: warning,
      infos: info,
      skipped: report.skippedCount,
      suppressed: report.findings.filter(({ suppressed }) => suppressed).length,
      explained: report.implied.length,
      left_out: report.ignoredFiles.length,
      ignored: report.ignoredPaths.length,
    },
    findings: report.findings.map(findingRecord),
    skipped: report.skipped,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

export const lintNdjson = (report: LintReport): string =>
  report.findings.map((finding) => `${findingShape.write(findingRecord(finding))}\n`).join('');
