import { once } from '../model/once.ts';
import { replaceMarks } from './runner-commands.ts';
import { unsafe } from './text/safe.ts';

/** JSON itself has escaped C0 in strings; what is outside of them is ours. */
const unsafeCharacters = once(() => new RegExp(`(?![\\0-\\x1f])[${unsafe}]`, 'gu'));
const plain = /^[\0-\x7e]*$/;

/**
 * JSON that was written, so that it can be printed anywhere: what a terminal or a CI runner must not be sent has an
 * escape. All of it is in strings, so that a parser reads the same.
 */
export const jsonText = (json: string): string =>
  replaceMarks(plain.test(json) ? json : json.replace(unsafeCharacters(), escaped), '#\\u0023');

/** `\u202e`; two of them where a character takes two. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
