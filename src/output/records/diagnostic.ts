import type { Diagnostic } from '../../model/diagnostic.ts';
import { count, described, list, optional, record, type TypeOf, text } from './shape.ts';
import { address, severity } from './terms.ts';

/** Lines and columns count from 1; in binary inputs it is the byte's offset. */
const place = {
  line: optional(described(count, 'from 1')),
  column: optional(described(count, 'from 1')),
  offset: optional(described(count, 'of the byte, in a binary input')),
};
const about = {
  function: optional(described(address, 'the Function that it is about')),
  field: optional(described(text, 'the path of the field that it is about')),
};

/** What is wrong with an input, as `diagnostics` has it. */
export const diagnosticShape = record({
  code: described(text, 'its name, such as `input/truncated`'),
  severity: described(severity, 'how bad it is'),
  message: described(text, 'one sentence'),
  ...place,
  ...about,
  related: optional(
    described(
      list(
        record({
          message: described(text, 'what is there'),
          ...about,
          file: described(text, 'the file that it is in'),
          ...place,
        }),
      ),
      'other places that have to do with it',
    ),
  ),
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
