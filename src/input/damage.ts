/** Bytes are not what they should be. The message says in plain words what is wrong. */
export class Damage extends Error {}

/** Bytes are as they should be, but packed in a way that is not read here. The message says what to do. */
export class NotRead extends Error {}

/** What is wrong, in words that a decoder's author need not have found. */
export const damageText = (error: unknown): string =>
  error instanceof Damage ? error.message : 'its bytes cannot be decoded';
