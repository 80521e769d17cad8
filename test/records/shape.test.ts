import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import {
  anything,
  atOnce,
  constant,
  count,
  flag,
  list,
  mapOf,
  oneOf,
  optional,
  orNull,
  pattern,
  record,
  remembered,
  type TypeOf,
  text,
} from '../../src/output/records/shape.ts';

const part = record({ text, count: orNull(count), kind: oneOf('a', 'b', 3, null) });
const shape = record({
  id: pattern('^[0-9a-f]{4}$'),
  maybe: optional(text),
  flag: orNull(flag),
  part: orNull(part),
  parts: list(part),
  names: mapOf(text),
  free: anything<unknown>({}),
  one: constant(1),
  last: optional(orNull(count)),
});
type Value = TypeOf<typeof shape>;

const partArbitrary = fc.record({
  text: fc.string({ unit: 'binary' }),
  count: fc.option(fc.nat()),
  kind: fc.constantFrom('a' as const, 'b' as const, 3 as const, null),
});
const values: fc.Arbitrary<Value> = fc.record(
  {
    id: fc.constantFrom('10ca', 'ffff'),
    maybe: fc.string({ unit: 'binary' }),
    flag: fc.option(fc.boolean()),
    part: fc.option(partArbitrary),
    parts: fc.array(partArbitrary, { maxLength: 4 }),
    names: fc.dictionary(fc.constantFrom('x', 'y"'), fc.string()),
    free: fc.jsonValue(),
    one: fc.constant(1 as const),
    last: fc.option(fc.nat()),
  },
  { requiredKeys: ['id', 'flag', 'part', 'parts', 'names', 'free', 'one'] },
) as fc.Arbitrary<Value>;

test('a record is written as JSON, and fits its own schema', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(shape.schema);
  fc.assert(
    fc.property(values, (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(shape.write(value))).toEqual(plain);
      expect(JSON.parse(atOnce(shape).write(value))).toEqual(plain);
      expect(validate(plain), JSON.stringify(validate.errors)).toBe(true);
    }),
  );
});

test('keys come in the order of the definition, those that are not there leave no comma', () => {
  const three = record({ a: optional(count), b: optional(count), c: optional(count) });
  expect(three.write({ c: 3, b: 2 })).toBe('{"b":2,"c":3}');
  expect(three.write({})).toBe('{}');
});

test('a schema says what must be there', () => {
  expect(shape.schema['required']).toEqual(['id', 'flag', 'part', 'parts', 'names', 'free', 'one']);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(part.schema);
  expect(validate({ text: '', count: null, kind: null })).toBe(true);
  expect(validate({ text: '', kind: null })).toBe(false);
  expect(validate({ text: '', count: -1, kind: null })).toBe(false);
  expect(validate({ text: null, count: 1, kind: null })).toBe(false);
});

test('what is remembered is written anew when it differs', () => {
  const shape = remembered(record({ id: text, seen: text }), 'id', (a, b) => a.seen === b.seen);
  const seen = ['1', '1', '2', '1'].map((seen) => shape.write({ id: 'x', seen }));
  expect(seen.map((json) => (JSON.parse(json) as { seen: string }).seen)).toEqual(['1', '1', '2', '1']);
  expect(shape.write({ id: 'y', seen: '1' })).toBe('{"id":"y","seen":"1"}');
});

test('the type of a record', () => {
  expectTypeOf<TypeOf<typeof part>>().toEqualTypeOf<{
    readonly text: string;
    readonly count: number | null;
    readonly kind: 'a' | 'b' | 3 | null;
  }>();
  expectTypeOf<Value['maybe']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Value['parts']>().toEqualTypeOf<readonly TypeOf<typeof part>[]>();
  // @ts-expect-error -- a key is missing
  part.write({ text: '', count: 1 });
});
