import { anything, constant, type JsonSchema, oneOf, pattern } from './shape.ts';

/* What several records speak about. */

export const schemaVersion = 1;
export const schemaVersionField = constant(schemaVersion);

export const address = pattern('^[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]$');
/** A Vendor ID or Device ID. */
export const id = pattern('^[0-9a-f]{4}$');
export const hex = pattern('^0x[0-9a-f]+$');
/** The value of a field: a number; IDs, raw registers and what is wider than 32 bits are hex strings. */
export const value = anything<number | string | null>({ type: ['integer', 'string', 'null'] });
export const severity = oneOf('error', 'warning', 'info');
export const hazard = oneOf(1, 2, 3, null);
export const attachment = oneOf('attached', 'detached', 'unknown');
export const certainty = oneOf('certain', 'probable', 'possible');

/** A whole document, or a line of ndjson. */
export const schemaDocument = (title: string, schema: JsonSchema): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...schema,
});

/** An address or a size. */
export const hexText = (number: bigint): string => `0x${number.toString(16)}`;
