import {
  address,
  count,
  described,
  list,
  orNull,
  record,
  schemaDocument,
  schemaVersionField,
  severity,
  text,
  words,
} from './parts.ts';

const place = { file: text, line: count, column: count, offset: count };

/** One finding: an element of `findings`, or a line of ndjson. */
const finding = record(
  {
    rule: text,
    severity,
    message: text,
    source: text,
    length: orNull(count),
    function: orNull(address),
    field: orNull(text),
    related: list(record({ message: text }, { ...place, function: address, field: orNull(text) })),
    suppressed: described(
      { anyOf: [{ type: 'null' }, record({ kind: words('suppression', 'baseline'), reason: text })] },
      'null: it counts',
    ),
    fingerprint: described(text, 'the same for the same finding when lines move'),
  },
  place,
);

export const lintDocument = schemaDocument(
  'What lsvf lint --format json prints',
  record({
    schema_version: schemaVersionField,
    summary: record({
      files: count,
      functions: count,
      errors: count,
      warnings: count,
      infos: count,
      skipped: described(count, 'checks for which bytes are missing'),
    }),
    findings: list(finding),
    skipped: list(record({ rule: text, source: text, function: text, lacks: text })),
  }),
);

export const lintLine = schemaDocument('A line of what lsvf lint --format ndjson prints', finding);
