import {
  address,
  count,
  described,
  hazard,
  hex,
  list,
  orNull,
  record,
  schemaDocument,
  schemaVersionField,
  text,
  words,
} from './parts.ts';

/** What `emulate --format json` prints. */
export const emulateDocument = schemaDocument(
  'What lsvf emulate --format json prints',
  record({
    schema_version: schemaVersionField,
    source: text,
    function: address,
    pf: orNull(address),
    vf_number: orNull(count),
    rows: list(
      record({
        offset: described(count, 'of the register that holds the field'),
        width: described(count, 'bytes of that register'),
        path: text,
        read_value: described(
          orNull(hex),
          'what the guest reads at first, where the field stands in its register; null where the dump does not tell',
        ),
        virt_mask: described(hex, 'bits that the VMM answers for; the others come from the VF'),
        write_mask: described(
          hex,
          'bits that a guest can write: in the copy of the VMM where they are virtual, else in the VF',
        ),
        action: words('hardware', 'virtual', 'fixed', 'hidden'),
        why: text,
      }),
    ),
    lacked: described(
      list(record({ capability: text, hazard, why: text })),
      'capabilities that the PF shares and the VF does not have: there is nothing to emulate them on',
    ),
  }),
);
