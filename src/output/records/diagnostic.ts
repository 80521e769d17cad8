import type { Diagnostic } from '../../model/diagnostic.ts';
import { count, list, optional, record, type TypeOf, text } from './shape.ts';
import { address, severity } from './terms.ts';

/** Lines and columns count from 1; in binary inputs it is the byte's offset. */
const place = { line: optional(count), column: optional(count), offset: optional(count) };
const about = { function: optional(address), field: optional(text) };

/** What is wrong with an input, as `diagnostics` has it. */
export const diagnosticShape = record({
  code: text,
  severity,
  message: text,
  ...place,
  ...about,
  related: optional(list(record({ message: text, ...about, file: text, ...place }))),
});
export type DiagnosticRecord = TypeOf<typeof diagnosticShape>;

export function diagnosticRecord(diagnostic: Diagnostic): DiagnosticRecord {
  const { code, severity, message, at, related } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(at?.line === undefined ? {} : { line: at.line, column: at.column ?? 1 }),
    ...(at?.offset === undefined ? {} : { offset: at.offset }),
    ...(diagnostic.function === undefined ? {} : { function: diagnostic.function }),
    ...(diagnostic.field === undefined ? {} : { field: diagnostic.field }),
    ...(related ? { related: related.map(({ at: place, ...rest }) => ({ ...rest, ...place })) } : {}),
  };
}
