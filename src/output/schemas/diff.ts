import {
  address,
  count,
  described,
  flag,
  hazard,
  list,
  orNull,
  record,
  schemaDocument,
  schemaVersionField,
  text,
  value,
  words,
} from './parts.ts';

const side = record({ source: text, input_format: text, functions: count });
const who = { function: address };
const other = { source: text, before_function: address };

const change = record(
  {
    ...who,
    kind: words('added', 'removed', 'changed'),
    field: described(orNull(text), 'a path; null where a whole Function came, went or stopped answering'),
    before: value,
    after: value,
    about: words('field', 'capability', 'bits', 'bytes', 'function'),
    meaning: orNull(text),
    volatile: flag,
  },
  {
    ...other,
    reason: described(text, 'why a side has no value'),
    title: text,
    before_text: text,
    after_text: text,
    hazard,
    in_vf: text,
    before_offset: orNull(count),
    after_offset: orNull(count),
    before_line: count,
    before_column: count,
    after_line: count,
    after_column: count,
    follows: flag,
    guest: words('before', 'after'),
    explanation: {
      anyOf: [
        { type: 'null' },
        record({ by: words('vfio-pci', 'QEMU', 'guest', 'host', 'hardware'), why: text }),
      ],
    },
    role: text,
    name: orNull(text),
    pf: orNull(address),
    vf_number: orNull(count),
  },
);

export const diffDocument = schemaDocument(
  'What lsvf diff --format json prints',
  record({
    schema_version: schemaVersionField,
    before: list(side),
    after: list(side),
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
    meanings: list(record({ ...who, id: text, meaning: text, fields: list(text), volatile: flag })),
    changes: list(change),
    volatile: described(list(change), 'what changes by itself: it does not count'),
    incomparable: described(
      list(
        record(
          {
            ...who,
            field: text,
            before: value,
            after: value,
            reason: text,
            lacking: words('before', 'after'),
          },
          other,
        ),
      ),
      'what one dump holds and the other does not',
    ),
    ambiguous: list(record({ before: list(address), after: list(address), why: text })),
  }),
);
