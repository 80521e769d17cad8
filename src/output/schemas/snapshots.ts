import {
  address,
  count,
  type JsonSchema,
  list,
  record,
  schemaDocument,
  schemaVersionField,
  severity,
  text,
} from './parts.ts';

const place = { line: count, column: count, offset: count };

const diagnostic = record(
  { code: text, severity, message: text },
  {
    ...place,
    function: address,
    field: text,
    related: list(record({ message: text, file: text }, { ...place, function: address, field: text })),
  },
);

/** The document of `tree`, `show` and `shared`. */
export const snapshotsDocument = (command: string, fn: JsonSchema): JsonSchema =>
  schemaDocument(`What lsvf ${command} --format json prints`, {
    ...record({
      schema_version: schemaVersionField,
      snapshots: list(
        record({
          source: text,
          input_format: text,
          functions: list({ $ref: '#/$defs/function' }),
          diagnostics: list(diagnostic),
        }),
      ),
    }),
    $defs: { function: fn },
  });

/** A line of their `--format ndjson`. */
export const snapshotsLine = (command: string, fn: JsonSchema): JsonSchema =>
  schemaDocument(`A line of what lsvf ${command} --format ndjson prints`, {
    ...fn,
    required: ['source', ...((fn['required'] as string[]) ?? [])],
    properties: { source: text, ...(fn['properties'] as Record<string, JsonSchema>) },
  });
