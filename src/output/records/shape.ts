/* What a record is put together from: its type, its JSON schema and its writer come from one definition. */

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a value is in JSON. Its type in TypeScript is `TypeOf`. */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** The JSON of a value. */
  write(value: T): string;
  /** Never there: it carries the type. */
  readonly type?: T;
}

/** The shape of a key that is not always there. */
export interface OptionalShape<T> extends Shape<T> {
  readonly optional: true;
}

/** The type of the values of a shape. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Optional = { readonly optional: true };
type Plain<T> = { [K in keyof T]: T[K] };

/** The type of a record with these keys. */
export type RecordOf<F> = Plain<
  { readonly [K in keyof F as F[K] extends Optional ? never : K]: TypeOf<F[K]> } & {
    readonly [K in keyof F as F[K] extends Optional ? K : never]?: TypeOf<F[K]>;
  }
>;

/** A record, and the shapes of its keys, from which others are made. */
export interface RecordShape<F> extends Shape<RecordOf<F>> {
  readonly fields: F;
}

/** Text that is in JSON as it is. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

export const text: Shape<string> = { schema: { type: 'string' }, write: quoted };
export const flag: Shape<boolean> = { schema: { type: 'boolean' }, write: String };
/** A count, an offset, a line or a column. */
export const count: Shape<number> = { schema: { type: 'integer', minimum: 0 }, write: String };

/** Text of ours that matches a pattern, and so needs no escapes. */
export const pattern = (expression: string): Shape<string> => ({
  schema: { type: 'string', pattern: expression },
  write: (value) => `"${value}"`,
});

/** One of a few values. */
export function oneOf<const T extends readonly (string | number | null)[]>(...values: T): Shape<T[number]> {
  return {
    schema: { enum: values },
    write: (value) => (typeof value === 'string' ? `"${value}"` : `${value}`),
  };
}

export const constant = <const T extends string | number>(value: T): Shape<T> => ({
  schema: { const: value },
  write: JSON.stringify,
});

/** Anything that JSON has, as far as a schema says it. */
export const anything = <T>(schema: JsonSchema): Shape<T> => ({ schema, write: JSON.stringify });

/** The same, or null where it is not known or does not apply. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  const { schema } = shape;
  return {
    schema: Array.isArray(schema['enum'])
      ? { ...schema, enum: [...schema['enum'], null] }
      : { ...schema, type: [schema['type'], 'null'].flat() },
    write: (value) => (value === null ? 'null' : shape.write(value)),
  };
}

/** A key of a record that is only there if it says something. */
export const optional = <T>(shape: Shape<T>): OptionalShape<T> => ({ ...shape, optional: true });

export function list<T>(items: Shape<T>): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: items.schema },
    write(values) {
      let json = '';
      for (const value of values) json += json === '' ? items.write(value) : `,${items.write(value)}`;
      return `[${json}]`;
    },
  };
}

/**
 * The same, written faster where many records have the same objects in them, one after another: what was written last
 * is remembered for each value of a key.
 */
export function remembered<T extends object, K extends keyof T>(
  shape: Shape<T>,
  key: K,
  isSame: (a: T, b: T) => boolean,
): Shape<T> {
  const last = new Map<T[K], { value: T; json: string }>();
  return {
    ...shape,
    write(value) {
      const before = last.get(value[key]);
      if (before && (before.value === value || isSame(before.value, value))) return before.json;
      const json = shape.write(value);
      if (before) {
        before.value = value;
        before.json = json;
      } else last.set(value[key], { value, json });
      return json;
    },
  };
}

/** The same, written at once: faster where most of a record is free in form. */
export const atOnce = <S extends Shape<unknown>>(shape: S): S => ({ ...shape, write: JSON.stringify });

/** An object whose keys are not known before. */
export const mapOf = <T>(values: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  anything({ type: 'object', additionalProperties: values.schema });

/** The same, with what a reader of the schema has to know. */
export const described = <S extends Shape<unknown>>(shape: S, description: string): S => ({
  ...shape,
  schema: { ...shape.schema, description },
});

/**
 * An object with these keys, in this order. Its schema is open: more keys may come without another `schema_version`.
 */
export function record<const F extends Fields>(fields: F): RecordShape<F> {
  const keys = Object.entries(fields).map(([key, shape]) => {
    const start = `${JSON.stringify(key)}:`;
    // Most values are those of the record before: VFs of one PF differ by their address and number.
    const last: { value: unknown; json: string } = { value: undefined, json: '' };
    return { key, start, shape, last };
  });
  const required = keys.flatMap(({ key, shape }) => ('optional' in shape ? [] : [key]));
  return {
    fields,
    schema: {
      type: 'object',
      required,
      properties: Object.fromEntries(keys.map(({ key, shape }) => [key, shape.schema])),
    },
    write(value) {
      const values: Readonly<Record<string, unknown>> = value;
      let json = '';
      for (const { key, start, shape, last } of keys) {
        const part = values[key];
        if (part === undefined) continue;
        let written = last.json;
        if (part !== last.value) {
          written = start + shape.write(part);
          if (typeof part !== 'object' || part === null) {
            last.value = part;
            last.json = written;
          }
        }
        json += json === '' ? written : `,${written}`;
      }
      return `{${json}}`;
    },
  };
}
