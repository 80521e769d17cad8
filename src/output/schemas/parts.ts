/* What the schemas of lsvf's JSON are put together from. */

export type JsonSchema = Readonly<Record<string, unknown>>;

export const text: JsonSchema = { type: 'string' };
export const flag: JsonSchema = { type: 'boolean' };
/** A count, an offset, a line or a column. */
export const count: JsonSchema = { type: 'integer', minimum: 0 };
export const address: JsonSchema = {
  type: 'string',
  pattern: '^[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]$',
};
/** A Vendor ID or Device ID. */
export const id: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{4}$' };
export const hex: JsonSchema = { type: 'string', pattern: '^0x[0-9a-f]+$' };
/** The value of a field: a number; IDs, raw registers and what is wider than 32 bits are hex strings. */
export const value: JsonSchema = { type: ['integer', 'string', 'null'] };
export const severity: JsonSchema = words('error', 'warning', 'info');
export const hazard: JsonSchema = { enum: [1, 2, 3, null] };
export const schemaVersionField: JsonSchema = { const: 1 };

export function words(...list: readonly string[]): JsonSchema {
  return { enum: list };
}

/** The same, or null where it is not known or does not apply. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema['enum'])) return { ...schema, enum: [...schema['enum'], null] };
  return { ...schema, type: [schema['type'], 'null'].flat() };
}

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** An object whose keys are not known before. */
export const mapOf = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });

/**
 * An object with keys that are always there, and others. It is open: more keys may come without another
 * `schema_version`.
 */
export function record(
  always: Readonly<Record<string, JsonSchema>>,
  sometimes: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return { type: 'object', required: Object.keys(always), properties: { ...always, ...sometimes } };
}

export const described = (schema: JsonSchema, description: string): JsonSchema => ({
  ...schema,
  description,
});

/** A whole document, or a line of ndjson. */
export const schemaDocument = (title: string, schema: JsonSchema): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...schema,
});
