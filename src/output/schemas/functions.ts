import {
  address,
  count,
  described,
  list,
  mapOf,
  record,
  schemaDocument,
  schemaVersionField,
  text,
} from './parts.ts';

const size = described(text, 'in hex, as 0x1000');
const number = { type: ['integer', 'string'] };
const stated = record(
  {},
  {
    vendor_id: count,
    device_id: count,
    subsystem_vendor_id: count,
    subsystem_id: count,
    class_code: described(count, '24 bits; the last 8 are 0 when class_code_bits is 16'),
    class_code_bits: { enum: [16, 24] },
    revision: count,
    name: text,
    class_name: text,
    driver: text,
    modules: list(text),
    iommu_group: count,
    numa_node: count,
    physical_slot: text,
    pf: described(text, 'address of the PF that is named for this VF'),
    vfs: described(mapOf(text), 'addresses by VF number from 0'),
    driver_total_vfs: count,
    header_type: count,
    all_ones: { const: true },
    config_size: count,
    fields: described(mapOf(number), 'values by path; those of more than 53 bits in hex'),
    capabilities: list(
      record(
        { kind: { enum: ['standard', 'extended'] }, title: text },
        { name: text, offset: count, version: count },
      ),
    ),
    capabilities_complete: { type: 'boolean' },
    regions: list(
      record(
        { index: count, of: { enum: ['function', 'vf'] }, kind: { enum: ['memory', 'io'] } },
        {
          address: size,
          size,
          width: { enum: [32, 64] },
          prefetchable: { type: 'boolean' },
          state: text,
          numbered: { const: false },
        },
      ),
    ),
    windows: list(
      record({
        kind: { enum: ['io', 'memory', 'prefetchable'] },
        range: { anyOf: [record({ first: size, last: size }), { type: 'null' }] },
      }),
    ),
  },
);

/** lsvf's own form of a dump. */
export const functionsDocument = schemaDocument(
  'What lsvf convert --to json writes',
  record({
    lsvf: { const: 'functions' },
    schema_version: schemaVersionField,
    functions: list(
      record(
        {
          address,
          known: described(
            list({ type: 'array', prefixItems: [count, count], minItems: 2, maxItems: 2 }),
            'ranges [first, end) of the bytes that are known',
          ),
          bytes: described(
            { type: 'string', contentEncoding: 'base64' },
            'the known bytes behind each other',
          ),
        },
        {
          text: described(text, "lspci's first line"),
          attributes: mapOf(text),
          links: mapOf(text),
          stated: described(mapOf(stated), 'facts that words state, by who states them: lspci, sysfs …'),
          source: text,
        },
      ),
    ),
  }),
);
