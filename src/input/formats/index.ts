// Written by generate.js from the files of this folder.
import type { InputFormat } from '../format.ts';
import lspci from './lspci.ts';
import lspciQuoted from './lspci-quoted.ts';
import sysfs from './sysfs.ts';

/** Every input format. */
export const formats: readonly InputFormat[] = [lspciQuoted, lspci, sysfs];
