// Written by generate.js from the files of this folder.
import type { InputFormat } from '../format.ts';
import json from './json.ts';
import lspci from './lspci.ts';
import sysfs from './sysfs.ts';

/** Every input format. */
export const formats: readonly InputFormat[] = [
  json,
  lspci,
  sysfs,
];
