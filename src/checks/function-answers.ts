import { whyUnreadable } from '../machine/unreadable.ts';
import type { PciFunction } from '../model/function.ts';
import { fail, notApplicable, type Outcome, pass, type Reader } from './ladder.ts';

/** Whether reads of a Function give anything but all ones: the first step of every question. */
export function functionAnswers(fn: PciFunction, read: Reader<never>): Outcome {
  if (read.stated(fn.stated.allOnes)) return fail(`${fn.address} reads all ones`);
  const { knownBytes } = fn.config;
  if (knownBytes === 0) return notApplicable('the dump has no bytes of it, only what is stated');
  read.bases.add('bytes');
  const why = knownBytes < 64 ? undefined : whyUnreadable(fn);
  return why === undefined ? pass('its header reads as one') : fail(why);
}

/** For examples: a Function that does not answer. */
export const deadFunction = (address: string) => ({
  address,
  fields: {},
  bytes: { 0: new Array<number>(4096).fill(0xff) },
});
