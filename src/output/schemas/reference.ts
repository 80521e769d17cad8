import {
  count,
  described,
  hazard,
  type JsonSchema,
  list,
  mapOf,
  orNull,
  record,
  schemaDocument,
  schemaVersionField,
  text,
  words,
} from './parts.ts';

const facts = described(mapOf(text), 'by label');

export const explainDocument = schemaDocument(
  'What lsvf explain --format json prints',
  record({
    schema_version: schemaVersionField,
    pages: list(
      record({
        kind: words('capability', 'register', 'rule', 'finding', 'signal', 'check'),
        name: text,
        title: text,
        facts,
        parts: list(record({ place: text, path: text, title: text, facts })),
      }),
    ),
  }),
);

const rows: Readonly<Record<string, JsonSchema>> = {
  capabilities: record(
    { name: text, kind: words('standard', 'extended', 'dvsec'), id: count, title: text, fields: count },
    { name_only: text },
  ),
  fields: record({
    path: text,
    title: text,
    bits: text,
    access: orNull(text),
    vf_rule: orNull(text),
    hazard,
    linux: orNull(text),
    spec: text,
  }),
  rules: record({
    id: text,
    severity: words('error', 'warning', 'info'),
    profile: words('recommended', 'strict', 'pedantic', 'on-request'),
    scope: text,
    title: text,
    why: text,
    fix: text,
    spec: orNull(text),
  }),
  formats: record({ name: text, title: text, kind: text, convert: orNull(text) }),
  signals: record({ id: text, weight: text, title: text, why: text }),
  checks: record({
    id: text,
    of: described(text, 'which Functions it reads'),
    title: text,
    why: text,
    linux: text,
    errno: orNull(text),
    fix: text,
    source: text,
    versions: described(orNull(text), 'where kernels differ'),
  }),
};

/** One of the lists, under its name. */
export const listDocument = schemaDocument('What lsvf list --format json prints', {
  type: 'object',
  required: ['schema_version'],
  properties: {
    schema_version: schemaVersionField,
    ...Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, list(row)])),
  },
  anyOf: Object.keys(rows).map((name) => ({ required: [name] })),
});
