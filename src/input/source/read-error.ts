import { errnoWords } from '../errno.ts';

/** Why something is not read that the system would have opened. */
export class ReadError extends Error {
  readonly code: 'OUTSIDE' | 'NOTFILE';

  constructor(code: ReadError['code']) {
    super(code);
    this.code = code;
  }
}

/** What is said where something is read, and not written. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'this is a folder',
  ENAMETOOLONG: 'its name or path is longer than this system takes',
  OUTSIDE: 'its link leads out of the folder that was named',
  NOTFILE: 'it is not a regular file',
};

/** What an error of the file system means; any other is thrown again. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return reasons[code] ?? errnoWords(error) ?? 'it cannot be read';
}
