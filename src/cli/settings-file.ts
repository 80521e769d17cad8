import { basename, dirname, join, resolve } from 'node:path';
import { lstatOf, readAndClose, readRegular, readUpTo } from '../input/source/files.ts';
import { FolderRoot } from '../input/source/folder-root.ts';
import { reasonOf } from '../input/source/read-error.ts';
import { type PlaceOf, pointer } from '../lint/config.ts';
import { ConfigError } from '../lint/config-error.ts';
import { UsageError } from './exit.ts';
import { displayed } from './inputs.ts';
import { jsonPlace } from './json-place.ts';

/** A file of JSON that says what to do: a configuration, a baseline, a description. */
export interface SettingsFile {
  readonly value: unknown;
  /** Where its keys are: file, line, column and JSON pointer. */
  readonly placeOf: PlaceOf;
}

/** Where a file was looked for, and how much of it is taken. */
export interface SettingsPath {
  readonly path: string;
  /** Whether the user named it. One that was found may be anybody's: it is not a link to another part of the machine. */
  readonly isNamed: boolean;
  /** In MiB. */
  readonly most: number;
}

/** The nearest file of that name, in a folder or in one above it. */
export function findUpwards(name: string, start = '.'): string | undefined {
  const here = resolve(start);
  // Only the way up is known from a folder whose name is not UTF-8.
  const isExact = !here.includes('\ufffd');
  for (let folder = here, up = start; ; folder = dirname(folder), up = join(up, '..')) {
    const path = join(isExact ? folder : up, name);
    if (isThere(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Whether something has this name, be it a link that leads nowhere. */
export function isThere(path: string): boolean {
  try {
    return lstatOf(path) !== undefined;
  } catch {
    return false;
  }
}

/** @throws UsageError, ConfigError */
export const readSettings = (from: SettingsPath): SettingsFile =>
  parseSettings(displayed(from.path), readText(from));

/** The same of standard input; undefined where nothing comes. */
export function readSettingsFromInput(most: number): SettingsFile | undefined {
  const text = textOf(readUpTo(0, (most << 20) + 1), 'stdin', most);
  return text === '' ? undefined : parseSettings('stdin', text);
}

function readText({ path, isNamed, most }: SettingsPath): string {
  const limit = (most << 20) + 1;
  const name = displayed(path);
  try {
    const bytes = isNamed
      ? readRegular(path, limit)
      : readAndClose(new FolderRoot(dirname(path)).open(basename(path)), limit);
    return textOf(bytes, name, most);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name}: ${reasonOf(error)}`);
  }
}

function textOf(bytes: Uint8Array, name: string, most: number): string {
  if (bytes.length > most << 20)
    throw new UsageError(`${name}: it is larger than ${most} MiB, the most that is read`);
  return new TextDecoder().decode(bytes);
}

function parseSettings(file: string, text: string): SettingsFile {
  const placeOf: PlaceOf = (keys) => {
    const { line, column } = jsonPlace(text, keys);
    return `${file}:${line}:${column}: ${pointer(keys)}`;
  };
  return { value: parseJson(file, text), placeOf };
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const before = text.slice(0, faultIn(text, message)).split('\n');
    throw new ConfigError(
      `${file}:${before.length}:${(before.at(-1) as string).length + 1}: this is not JSON: ${message}`,
    );
  }
}

const placeIn = (message: string): number | undefined => {
  const at = /at position (\d+)/.exec(message)?.[1];
  return at === undefined ? undefined : Number(at);
};

/** Texts up to here are parsed again and again to find a fault that has no position. */
const mostTried = 1 << 20;

/** Where JSON goes wrong: at its end, where it is too short. Some messages have no position, but quote what is around it. */
function faultIn(text: string, message: string): number {
  const end = text.trimEnd().length;
  const stated = placeIn(message);
  if (stated !== undefined || message.includes('end of JSON')) return Math.min(stated ?? end, end);
  if (text.length > mostTried) return end;
  let [whole, broken] = [0, end];
  while (broken - whole > 1) {
    const middle = (whole + broken) >> 1;
    if (isBeginning(text.slice(0, middle))) whole = middle;
    else broken = middle;
  }
  return whole;
}

/** Whether a text is JSON but for what is missing at its end. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return message.includes('end of JSON') || placeIn(message) === text.length;
  }
}
