import {
  anything,
  constant,
  count,
  described,
  flag,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  text,
} from './shape.ts';
import { address, schemaDocument, schemaVersionField } from './terms.ts';

const size = described(text, 'in hex, as 0x1000');
const number = anything<number | string>({ type: ['integer', 'string'] });
const range = anything({ anyOf: [record({ first: size, last: size }).schema, { type: 'null' }] });

const stated = record({
  vendor_id: optional(count),
  device_id: optional(count),
  subsystem_vendor_id: optional(count),
  subsystem_id: optional(count),
  class_code: optional(described(count, '24 bits; the last 8 are 0 when class_code_bits is 16')),
  class_code_bits: optional(oneOf(16, 24)),
  revision: optional(count),
  name: optional(text),
  class_name: optional(text),
  driver: optional(text),
  modules: optional(list(text)),
  iommu_group: optional(count),
  numa_node: optional(count),
  physical_slot: optional(text),
  pf: optional(described(text, 'address of the PF that is named for this VF')),
  vfs: optional(described(mapOf(text), 'addresses by VF number from 0')),
  driver_total_vfs: optional(count),
  header_type: optional(count),
  all_ones: optional(anything<true>({ const: true })),
  config_size: optional(count),
  fields: optional(described(mapOf(number), 'values by path; those of more than 53 bits in hex')),
  capabilities: optional(
    list(
      record({
        kind: oneOf('standard', 'extended'),
        title: text,
        name: optional(text),
        offset: optional(count),
        version: optional(count),
      }),
    ),
  ),
  capabilities_complete: optional(flag),
  regions: optional(
    list(
      record({
        index: count,
        of: oneOf('function', 'vf'),
        kind: oneOf('memory', 'io'),
        address: optional(size),
        size: optional(size),
        width: optional(oneOf(32, 64)),
        prefetchable: optional(flag),
        state: optional(text),
        numbered: optional(anything<false>({ const: false })),
      }),
    ),
  ),
  windows: optional(list(record({ kind: oneOf('io', 'memory', 'prefetchable'), range }))),
});

/** lsvf's own form of a dump. */
export const functionsDocument = schemaDocument(
  'What lsvf convert --to json writes',
  record({
    lsvf: constant('functions'),
    schema_version: schemaVersionField,
    functions: list(
      record({
        address,
        text: optional(described(text, "lspci's first line")),
        attributes: optional(mapOf(text)),
        links: optional(mapOf(text)),
        stated: optional(
          described(mapOf(stated), 'facts that words state, by who states them: lspci, sysfs …'),
        ),
        source: optional(text),
        known: described(
          list(
            anything({ type: 'array', prefixItems: [count.schema, count.schema], minItems: 2, maxItems: 2 }),
          ),
          'ranges [first, end) of the bytes that are known',
        ),
        bytes: described(
          anything<string>({ type: 'string', contentEncoding: 'base64' }),
          'the known bytes one after another',
        ),
      }),
    ),
  }).schema,
);
