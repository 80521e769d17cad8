import type {
  Difference,
  FieldChange,
  FunctionDifference,
  FunctionRef,
  LoneFunction,
} from '../../compare/difference.ts';
import type { Position } from '../../model/diagnostic.ts';
import {
  count,
  described,
  flag,
  list,
  oneOf,
  optional,
  orNull,
  record,
  type Shape,
  type TypeOf,
  text,
} from './shape.ts';
import { address, hazard, schemaDocument, schemaVersion, schemaVersionField, value } from './terms.ts';

const sideShape = record({ source: text, input_format: text, functions: count });

/** The Function that something is about: by its address on the second side. */
const about = { source: optional(text), function: address, before_function: optional(address) };

const whoShape = record(about);

const changeShape = record({
  ...about,
  kind: oneOf('added', 'removed', 'changed'),
  field: described(orNull(text), 'a path; null where a whole Function came, went or stopped answering'),
  before: value,
  after: value,
  reason: optional(described(text, 'why a side has no value')),
  about: oneOf('field', 'capability', 'bits', 'bytes', 'function'),
  title: optional(text),
  before_text: optional(text),
  after_text: optional(text),
  meaning: orNull(text),
  volatile: flag,
  hazard: optional(hazard),
  in_vf: optional(text),
  before_offset: optional(orNull(count)),
  after_offset: optional(orNull(count)),
  before_line: optional(count),
  before_column: optional(count),
  after_line: optional(count),
  after_column: optional(count),
  follows: optional(flag),
  guest: optional(oneOf('before', 'after')),
  explanation: optional(
    orNull(record({ by: oneOf('vfio-pci', 'QEMU', 'guest', 'host', 'hardware'), why: text })),
  ),
  role: optional(text),
  name: optional(orNull(text)),
  pf: optional(orNull(address)),
  vf_number: optional(orNull(count)),
});
type ChangeRecord = TypeOf<typeof changeShape>;

const meaningShape = record({
  function: address,
  id: text,
  meaning: text,
  fields: list(text),
  volatile: flag,
});
const incomparableShape = record({
  ...about,
  field: text,
  before: value,
  after: value,
  reason: text,
  lacking: oneOf('before', 'after'),
});
const ambiguousShape = record({ before: list(address), after: list(address), why: text });

const headShape = record({
  schema_version: schemaVersionField,
  before: list(sideShape),
  after: list(sideShape),
  differs: flag,
  summary: record({
    functions_changed: count,
    functions_added: count,
    functions_removed: count,
    functions_same: count,
    functions_not_compared: count,
    changes: count,
    volatile: count,
    ignored: count,
  }),
});
const diffShape = record({
  ...headShape.fields,
  meanings: list(meaningShape),
  changes: list(changeShape),
  volatile: described(list(changeShape), 'what changes by itself: it does not count'),
  incomparable: described(list(incomparableShape), 'what one dump holds and the other does not'),
  ambiguous: list(ambiguousShape),
});

export const diffDocument = schemaDocument('What lsvf diff --format json prints', diffShape.schema);

/** `{ changes: [ { function, kind, field, before, after } ] }` and more. */
export function diffJson(difference: Difference): string {
  const { before, after, pairs, lone, ambiguous, same, uncompared, ignored, differs } = difference;
  const side = ({
    source,
    inputFormat,
    functions,
  }: Difference['before'][number]): TypeOf<typeof sideShape> => ({
    source,
    input_format: inputFormat,
    functions,
  });
  const all = [
    ...pairs.flatMap((pair) => [
      ...answerChange(pair),
      ...pair.changes.map((change) => fieldChange(pair, change)),
    ]),
    ...lone.map(loneChange),
  ];
  const several = before.length > 1 || after.length > 1;
  const changes = several ? all : all.map(({ source, ...change }) => change);
  const head: TypeOf<typeof headShape> = {
    schema_version: schemaVersion,
    before: before.map(side),
    after: after.map(side),
    differs,
    summary: {
      functions_changed: pairs.filter((pair) => pair.changes.length > 0 || pair.readable !== null).length,
      functions_added: lone.filter(({ kind }) => kind === 'added').length,
      functions_removed: lone.filter(({ kind }) => kind === 'removed').length,
      functions_same:
        same + pairs.filter((pair) => pair.changes.length === 0 && pair.readable === null).length,
      functions_not_compared: uncompared,
      changes: changes.length,
      volatile: pairs.reduce((sum, pair) => sum + pair.volatile.length, 0),
      ignored,
    },
  };
  const body = [
    rows('meanings', meaningShape, pairs.flatMap(meaningRecords)),
    rows('changes', changeShape, changes),
    rows(
      'volatile',
      changeShape,
      pairs.flatMap((pair) => pair.volatile.map((change) => fieldChange(pair, change))),
    ),
    rows(
      'incomparable',
      incomparableShape,
      pairs.flatMap((pair) =>
        pair.incomparable.map(({ side: lacking, ...rest }) => ({ ...who(pair), ...rest, lacking })),
      ),
    ),
    rows(
      'ambiguous',
      ambiguousShape,
      ambiguous.map(({ before: own, after: other, why }) => ({
        before: own.map(({ address }) => address),
        after: other.map(({ address }) => address),
        why,
      })),
    ),
  ];
  return `${headShape.write(head).slice(0, -1)}${body.join('')}}\n`;
}

/** One record a line: long, but a person can search in it. */
function rows<T>(name: keyof typeof diffShape.fields, shape: Shape<T>, records: readonly T[]): string {
  const lines = records.map((record) => `\n${shape.write(record)}`).join(',');
  return `,\n"${name}":[${lines}${records.length > 0 ? '\n' : ''}]`;
}

const who = ({ before, after }: Pick<FunctionDifference, 'before' | 'after'>): TypeOf<typeof whoShape> => ({
  source: after.source,
  function: after.address,
  ...(before.address === after.address ? {} : { before_function: before.address }),
});

const meaningRecords = (pair: FunctionDifference): TypeOf<typeof meaningShape>[] =>
  pair.meanings.map(({ id, text, reads, volatile }) => ({
    function: pair.after.address,
    id,
    meaning: text,
    fields: reads,
    volatile,
  }));

function fieldChange(pair: FunctionDifference, change: FieldChange): ChangeRecord {
  const { kind, field, about, title, before, after, reason, meaning, volatile, hazard, explanation } = change;
  return {
    ...who(pair),
    kind,
    field,
    before,
    after,
    ...(reason === null ? {} : { reason }),
    about,
    title,
    before_text: change.beforeText,
    after_text: change.afterText,
    meaning,
    volatile,
    hazard,
    ...(change.inVf === null ? {} : { in_vf: change.inVf }),
    before_offset: change.offsetBefore,
    after_offset: change.offsetAfter,
    ...placeRecord('before', change.at.before),
    ...placeRecord('after', change.at.after),
    ...(change.follows ? { follows: true } : {}),
    ...(pair.guest === null ? {} : { guest: pair.guest, explanation }),
  };
}

/** The line in which the byte is; of a binary file the offset says it all. */
const placeRecord = (side: 'before' | 'after', at: Position | null): Record<string, number> =>
  at?.line === undefined ? {} : { [`${side}_line`]: at.line, [`${side}_column`]: at.column ?? 1 };

/** A Function that stopped answering, or answers again: no field of it is compared. */
function answerChange(pair: FunctionDifference): ChangeRecord[] {
  if (pair.readable === null) return [];
  const isLost = pair.readable === 'lost';
  return [
    {
      ...who(pair),
      kind: 'changed',
      field: null,
      before: isLost ? 'readable' : 'unreadable',
      after: isLost ? 'unreadable' : 'readable',
      about: 'function',
      meaning: pair.readableText,
      volatile: false,
    },
  ];
}

function loneChange({ kind, function: ref, meaning, replaced }: LoneFunction): ChangeRecord {
  const ids = ref.vendorId === null ? '????:????' : `${ref.vendorId}:${ref.deviceId ?? '????'}`;
  return {
    source: ref.source,
    function: ref.address,
    kind,
    field: null,
    before: kind === 'removed' ? ids : null,
    after: kind === 'added' ? ids : null,
    reason: replaced
      ? 'another device is at this address'
      : `not in the ${kind === 'added' ? 'first' : 'second'} input`,
    about: 'function',
    meaning,
    volatile: false,
    ...refRecord(ref),
  };
}

const refRecord = ({ role, name, pf, vfNumber }: FunctionRef) => ({
  role,
  name,
  pf,
  vf_number: vfNumber,
});
