import type { PciFunction } from '../../model/function.ts';
import { snapshotName } from '../../model/snapshot.ts';
import type { Selection } from '../../verdict/select.ts';
import type { System } from '../../verdict/system.ts';
import { diagnosticRecord, diagnosticShape } from './diagnostic.ts';
import { type JsonSchema, list, type RecordShape, record, type Shape, type TypeOf, text } from './shape.ts';
import { schemaDocument, schemaVersion, schemaVersionField } from './terms.ts';

/** One function's record under `snapshots[].functions[]`, as JSON; undefined when it has none. */
export type WriteRecord = (system: System, fn: PciFunction) => string | undefined;

/** A snapshot with a record for each Function. */
export const snapshotShape = <T>(fn: Shape<T>) =>
  record({ source: text, input_format: text, functions: list(fn), diagnostics: list(diagnosticShape) });
export type SnapshotRecord<T> = TypeOf<ReturnType<typeof snapshotShape<T>>>;

const head = record({ source: text, input_format: text });
const diagnostics = list(diagnosticShape);

/** The schema of the document of `tree`, `show` and `shared`. */
export const snapshotsDocument = (command: string, fn: Shape<unknown>): JsonSchema =>
  schemaDocument(`What lsvf ${command} --format json prints`, {
    ...record({
      schema_version: schemaVersionField,
      snapshots: list(snapshotShape({ ...fn, schema: { $ref: '#/$defs/function' } })),
    }).schema,
    $defs: { function: fn.schema },
  });

/** The schema of a line of their `--format ndjson`. */
export const snapshotsLine = <F extends Readonly<Record<string, Shape<unknown>>>>(
  command: string,
  { fields }: RecordShape<F>,
): JsonSchema =>
  schemaDocument(
    `A line of what lsvf ${command} --format ndjson prints`,
    record({ source: text, ...fields }).schema,
  );

/** JSON of one or more snapshots, in pieces, one function at a time. */
export function* jsonDocument(
  systems: Iterable<System>,
  write: WriteRecord,
  selection: Selection,
): Generator<string> {
  yield `{"schema_version":${schemaVersion},"snapshots":[`;
  let firstSystem = true;
  for (const system of systems) {
    const { snapshot } = system;
    const beginning = head.write({ source: snapshotName(snapshot), input_format: snapshot.inputFormat });
    yield `${firstSystem ? '' : ','}\n${beginning.slice(0, -1)},"functions":[`;
    firstSystem = false;
    let first = true;
    for (const fn of snapshot.functions) {
      if (!selection.keeps(fn)) continue;
      const content = write(system, fn);
      if (!content) continue;
      yield `${first ? '' : ','}\n${content}`;
      first = false;
    }
    yield `],"diagnostics":${diagnostics.write(system.diagnostics.map(diagnosticRecord))}}`;
  }
  yield ']}\n';
}

/** One function a line, with `source` in it. */
export function* jsonLines(
  systems: Iterable<System>,
  write: WriteRecord,
  selection: Selection,
): Generator<string> {
  for (const system of systems) {
    const source = text.write(snapshotName(system.snapshot));
    for (const fn of system.snapshot.functions) {
      if (!selection.keeps(fn)) continue;
      const content = write(system, fn);
      if (content) yield `{"source":${source},${content.slice(1)}\n`;
    }
  }
}
