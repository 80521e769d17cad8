/** `lsvf/fixture`: dumps for tests, made and changed; it runs in a browser. */

export { type EncodeOptions, encode, encodeFunction, type FieldValues } from '../decode/encode.ts';
export { type AnonymizedPlace, Anonymizer, type LeftPlace } from '../fixture/anonymize.ts';
export type {
  Described,
  DescribedBars,
  DescribedFields,
  DescribedFunction,
  DescribedPort,
  FixtureDescription,
} from '../fixture/description.ts';
export { type EditedFixture, type EditOptions, editFixture, type FieldChanges } from '../fixture/edit.ts';
export type { EditNote } from '../fixture/edit-note.ts';
export type { StatedValue } from '../fixture/field-value.ts';
export { FixtureError } from '../fixture/fixture-error.ts';
export { type FixtureOptions, makeFixture } from '../fixture/make.ts';
export { type Loss, lossesOf } from '../input/losses.ts';
