import type { TextFormat, TreeFormat } from './format.ts';
import { lspci } from './lspci.ts';
import { sysfs } from './sysfs.ts';

/** Formats that are one stream, in the order in which they are tried. */
export const textFormats: readonly TextFormat[] = [lspci];

/** Formats that are folders, in the order in which they are tried. */
export const treeFormats: readonly TreeFormat[] = [sysfs];

export const formatNames: readonly string[] = [...textFormats, ...treeFormats].map((format) => format.name);
