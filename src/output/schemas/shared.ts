import { address, described, flag, hazard, list, orNull, record, text, value, words } from './parts.ts';

const said = record({ text, read: described(text, 'version, file and function where it was read') });

const field = record({
  path: text,
  vf_rule: described(
    orNull(
      words(
        'hardwired-zero',
        'pf-value-applies',
        'shared-in-pf',
        'must-match-pf',
        'independent',
        'hardwired',
        'reserved',
        'not-implemented-in-vf',
      ),
    ),
    'null where no text is known that says what the field is in a VF',
  ),
  vf_value: value,
  pf_value: described(
    value,
    "the PF's own, even where Function 0 governs; null where it has none, or it is not known",
  ),
  effective_value: described(value, 'the value that counts for the VF; null where it is not known'),
  effective_from: described(
    orNull(address),
    'the Function whose value it is; null where it is not known, or stated beside the bytes',
  ),
  hazard,
  in_use: described(
    orNull(flag),
    'of a shared field with a hazard class: whether it is in use where it is governed; null where that is not known, and of other fields',
  ),
  why: text,
  means: described(orNull(text), 'what the value means just now, where another field decides that'),
  source: described(text, 'section of the specification, or "not known"'),
  software: described(
    record({}, { linux: said, vfio: said, qemu: said }),
    'what Linux, vfio-pci and QEMU do with it',
  ),
});

/** What `shared` says of one VF. */
export const sharedFunction = record(
  {
    address,
    pf: orNull(address),
    attachment: words('attached', 'detached', 'unknown'),
    certainty: words('certain', 'probable', 'possible'),
    capabilities: list(
      record({
        capability: text,
        in_vf: orNull(flag),
        in_pf: orNull(flag),
        verdict: words('own', 'partly-shared', 'shared', 'absent', 'unknown'),
        why: text,
        fields: list(field),
      }),
    ),
    notes: described(
      list(
        record({
          path: text,
          seen: value,
          expected: value,
          text,
          known: { type: ['string', 'boolean', 'null'] },
        }),
      ),
      'where PF and VF do not agree as they should',
    ),
  },
  { reason: text },
);
