// Written by generate.js from the files of this folder.
import type { InputFormat } from '../format.ts';
import hexdump from './hexdump.ts';
import json from './json.ts';
import lspci from './lspci.ts';
import raw from './raw.ts';
import sysfs from './sysfs.ts';
import umockdev from './umockdev.ts';

/** Every input format. */
export const formats: readonly InputFormat[] = [
  hexdump,
  json,
  lspci,
  raw,
  sysfs,
  umockdev,
];
