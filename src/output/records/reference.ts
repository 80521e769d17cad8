import {
  count,
  described,
  list,
  mapOf,
  oneOf,
  optional,
  orNull,
  record,
  type TypeOf,
  text,
} from './shape.ts';
import { hazard, schemaDocument, schemaVersionField, severity } from './terms.ts';

const facts = described(mapOf(text), 'by label');

/** What `explain` says about a name. */
export const pageShape = record({
  kind: oneOf('capability', 'register', 'rule', 'finding', 'signal', 'check', 'term'),
  name: text,
  title: text,
  facts,
  parts: list(record({ place: text, path: text, title: text, facts })),
});
export type PageRecord = TypeOf<typeof pageShape>;

export const explainShape = record({ schema_version: schemaVersionField, pages: list(pageShape) });

/** A row of each list. */
const rows = {
  capabilities: record({
    name: text,
    kind: oneOf('standard', 'extended', 'dvsec'),
    id: count,
    title: text,
    fields: count,
    name_only: optional(text),
  }),
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
    severity,
    profile: oneOf('recommended', 'strict', 'pedantic', 'on-request'),
    about: orNull(oneOf('capture', 'edit', 'device')),
    scope: text,
    title: text,
    why: text,
    fix: text,
    spec: orNull(text),
  }),
  formats: record({ name: text, title: text, kind: text, convert: orNull(text) }),
  terms: record({ name: text, title: text, text }),
  lists: record({ list: text, rows: count, title: text }),
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

export const explainDocument = schemaDocument('What lsvf explain --format json prints', explainShape.schema);

/** One of the lists, under its name. */
export const listDocument = schemaDocument('What lsvf list --format json prints', {
  type: 'object',
  required: ['schema_version'],
  properties: {
    schema_version: schemaVersionField.schema,
    ...Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, list<unknown>(row).schema])),
  },
  anyOf: Object.keys(rows).map((name) => ({ required: [name] })),
});
