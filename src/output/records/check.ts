import { anything, count, described, flag, list, oneOf, optional, orNull, record, text } from './shape.ts';
import { address, schemaDocument, schemaVersionField } from './terms.ts';
import { treeShape } from './tree.ts';

const answer = oneOf('yes', 'no', 'unknown');

const step = record({
  step: described(text, 'as explain and list checks know it'),
  title: described(text, 'what must hold'),
  side: described(oneOf('host', 'guest'), 'guest: about a guest that is given the Function'),
  result: oneOf('pass', 'fail', 'unknown', 'not-applicable'),
  function: described(address, 'the Function that decides'),
  fields: list(text),
  seen: text,
  known_from: described(list(text), 'bytes, or who states it'),
  most_vfs: described(orNull(count), 'how many VFs this step lets be enabled'),
  linux: described(text, 'what Linux does where it fails'),
  errno: described(orNull(text), 'what Linux returns, of a step that failed'),
  fix: described(orNull(text), 'what to do'),
  source: text,
  versions: described(orNull(text), 'where kernels differ'),
});

export const checkDocument = schemaDocument(
  'What lsvf check enable, assign and sva --format json print',
  record({
    schema_version: schemaVersionField,
    question: oneOf('enable', 'assign', 'sva'),
    subjects: list(
      record({
        source: text,
        function: address,
        vfs: described(orNull(count), 'for enable: how many were asked for, or else the most that can be'),
        largest_vfs: described(
          orNull(count),
          'of enable: how many can be enabled; null where it cannot be told',
        ),
        answer,
        decided_by: described(orNull(text), 'the first step that failed, or that is not known'),
        open: described(list(text), 'the steps that are not known'),
        guest: described(
          orNull(record({ answer, decided_by: orNull(text) })),
          'of sva: the same for a guest that is given the Function',
        ),
        steps: list(step),
      }),
    ),
  }).schema,
);

export const groupsDocument = schemaDocument(
  'What lsvf check groups --format json prints',
  record({
    schema_version: schemaVersionField,
    question: oneOf('groups'),
    subjects: list(
      record({
        source: text,
        answer,
        groups: list(
          record({
            functions: list(address),
            because: list(record({ function: address, fields: list(text), seen: text })),
            stated: described(orNull(count), 'the group that the input states for all of them'),
            agrees: described(orNull(flag), 'null where the input states none, or the group is not known'),
            known: described(flag, 'false: the dump does not tell the group'),
          }),
        ),
        groups_with_acs_on: described(
          orNull(count),
          'how many groups there would be with every ACS service on that ports have; null where as many',
        ),
      }),
    ),
  }).schema,
);

const place = record({
  file: text,
  line: optional(count),
  column: optional(count),
  offset: optional(count),
});
const fact = record({
  value: anything<string | number | null>({ type: ['string', 'integer', 'null'] }),
  because: text,
  at: optional(described(place, 'where the dump says so')),
});

const why = {
  function: address,
  source: text,
  verdict: treeShape,
  evidence: list(
    record({ signal: text, weight: oneOf('decisive', 'strong', 'supporting', 'against'), seen: text }),
  ),
  would_settle: list(text),
  linux: record({
    is_physfn: fact,
    is_virtfn: fact,
    pci_physfn: fact,
    no_command_memory: fact,
    cfg_size: fact,
    ats: described(fact, 'what pci_enable_ats() would return'),
    pasid: described(fact, 'what pci_enable_pasid() would return'),
    pri: described(fact, 'what pci_enable_pri() would return'),
    reset_pri: described(fact, 'what pci_reset_pri() would return'),
  }),
  linux_source: text,
  knowing_linux: described(
    list(record({ about: text, today: text, knowing: text })),
    'of a detached VF: what a kernel that knew would do in another way',
  ),
};

export const whyDocument = schemaDocument(
  'What lsvf why --format json prints',
  record({
    schema_version: schemaVersionField,
    ...why,
    others: optional(described(list(record(why)), 'the same address in the other inputs')),
  }).schema,
);
