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
          source: text,
        },
      ),
    ),
  }),
);
