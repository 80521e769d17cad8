import { errnoWords } from '../input/errno.ts';

/** What was to be written could not be. */
export class WriteError extends Error {
  override readonly name = 'WriteError';

  /** `path` is undefined for standard output. */
  constructor(path: string | undefined, error: unknown, hint = '') {
    const words = errnoWords(error, ofPlaces) ?? (error as Error).message;
    super(`${path === undefined ? 'standard output' : shown(path)} cannot be written: ${words}${hint}`);
  }
}

const shown = (path: string): string => (path.trim() === '' ? `'${path}'` : path);

/** The missing thing is the folder of the file. */
const ofPlaces = { ENOENT: 'there is no such folder', ENOTDIR: 'there is no such folder' };
