/** What the system says when something cannot be read or written, in words. */
const words: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EBADF: 'it is closed',
  EBUSY: 'it is in use',
  EDQUOT: 'the quota is used up',
  EEXIST: 'there is such a file already',
  EFBIG: 'it grows too large',
  EINVAL: 'the system does not take this for a name or a place',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENFILE: 'too many files are open on this machine',
  ENODEV: 'there is no such device',
  ENOENT: 'there is no such file or folder',
  ENOMEM: 'no memory is left',
  ENOSPC: 'no space is left there',
  ENOTDIR: 'there is no such file or folder',
  ENXIO: 'nothing is at its other end',
  EOVERFLOW: 'it is too large',
  EPERM: 'no permission',
  EROFS: 'nothing can be written on this disk',
  ESTALE: 'it is no longer on its server',
  ETIMEDOUT: 'it does not answer',
  ETXTBSY: 'it is a program that runs',
};

/** The words for an error of the system; undefined for any other error. `special`: words that say more in one place. */
export function errnoWords(
  error: unknown,
  special: Readonly<Record<string, string>> = {},
): string | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  const known = special[code] ?? words[code];
  if (known !== undefined) return known;
  // `EREMOTEIO: remote I/O error, read`
  return /^E[A-Z0-9]+: ([^,]+)/.exec(message ?? '')?.[1] ?? 'the system does not say why';
}
