import {
  address,
  count,
  described,
  flag,
  hex,
  list,
  mapOf,
  orNull,
  record,
  text,
  value,
  words,
} from './parts.ts';

/** Registers and fields by name: values, objects of a register with its fields, and lists of tables. */
const registers = described(
  { type: 'object' },
  'by name: a value; { raw, fields… } of a register with fields; a list of a table. raw is null beside "unknown" where the dump ends',
);

const bar = {
  index: count,
  space: words('memory', 'io'),
  width: { enum: [32, 64, null] },
  prefetchable: orNull(flag),
  address: hex,
  size: orNull(hex),
};

const content = {
  always: {
    address,
    capabilities: list(
      record(
        { capability: text, id: count, offset: count, version: orNull(count), registers },
        { instance: count, raw_id: hex },
      ),
    ),
  },
  sometimes: {
    header: { anyOf: [{ type: 'null' }, registers] },
    bars: list(record(bar)),
    vf_bars: list(record(bar, { size_from: orNull(text) })),
    windows: list(
      record({ kind: words('io', 'memory', 'prefetchable'), first: orNull(hex), last: orNull(hex) }),
    ),
  },
};

/** What `show` says of one Function. */
export const showFunction = record(content.always, {
  ...content.sometimes,
  lacking: described(
    mapOf(text),
    'with --field: capabilities that were asked for and are not there, and why',
  ),
});

/** In a line of ndjson: what was asked for by `--field`, flat and in every line. */
export const showLine = record(content.always, {
  ...content.sometimes,
  lacking: mapOf(text),
  fields: described(
    mapOf(value),
    'with --field: the value of each path; null where it is absent or not in the dump',
  ),
});

/** What `shared --as` says of one Function. */
export const guestFunction = record(
  {
    ...content.always,
    as: words('linux', 'vfio', 'guest'),
    differences: list(
      record({
        offset: count,
        length: count,
        field: text,
        before: hex,
        after: hex,
        by: words('Linux', 'vfio-pci', 'QEMU'),
        why: text,
      }),
    ),
    unknown: list(text),
    notes: described(list(text), 'what whoever has the view runs into and no byte shows'),
  },
  {
    ...content.sometimes,
    on: described(words('root-port', 'root-bus'), 'with --as guest: where the guest has the Function'),
    other_vmms: described(
      list(record({ name: text, text, read: orNull(text) })),
      'with --as guest: what is known of other virtual machine monitors, and where that was read',
    ),
  },
);
