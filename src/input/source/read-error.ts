/** Why something is not read that the system would have opened. */
export class ReadError extends Error {
  readonly code: 'OUTSIDE' | 'NOTFILE';

  constructor(code: ReadError['code']) {
    super(code);
    this.code = code;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'its links lead in a circle',
  EISDIR: 'this is a folder',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'its name or path is longer than this system takes',
  OUTSIDE: 'its link leads out of the folder that was named',
  NOTFILE: 'it is no regular file',
};

/** What an error of the file system means; any other is thrown again. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return reasons[code] ?? `it cannot be read (${code})`;
}
