import { accessSync, constants, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { WriteError } from './write-error.ts';

/** Where an `-o` leads. */
export type Place =
  | { readonly kind: 'standard output' }
  /** A file is written beside its place, and takes it when it is whole. */
  | { readonly kind: 'file'; readonly path: string; readonly mode: number | undefined }
  /** A pipe or a device is written as it is, and stays. */
  | { readonly kind: 'device'; readonly path: string };

export const isStandardOutput = (target: string | undefined): target is '-' | undefined =>
  target === undefined || target === '-';

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Whoever writes there says why it cannot be.
    return false;
  }
}

/** @throws WriteError */
export function placeOf(target: string | undefined): Place {
  if (isStandardOutput(target)) return { kind: 'standard output' };
  try {
    const stat = statSync(target, { throwIfNoEntry: false });
    if (!stat) return { kind: 'file', path: endOfLinks(target), mode: undefined };
    if (stat.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    if (!stat.isFile()) return { kind: 'device', path: target };
    // It could be replaced, but who may not write it should hear so.
    accessSync(target, constants.W_OK);
    // A link stays one, and permissions stay.
    return { kind: 'file', path: realpathSync(target), mode: stat.mode & 0o777 };
  } catch (error) {
    throw new WriteError(target, error);
  }
}

/** Where links lead at whose end nothing is yet. That they end is known: the system has followed them. */
function endOfLinks(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  const link = readlinkSync(path);
  // Not by join(), for which `link/..` is nothing.
  return endOfLinks(isAbsolute(link) ? link : `${dirname(path)}/${link}`);
}
