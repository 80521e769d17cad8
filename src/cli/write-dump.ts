import { diskSnapshot } from '../input/disk.ts';
import type { InputFormat } from '../input/format.ts';
import { type Loss, lossesOf } from '../input/losses.ts';
import { inOrder } from '../input/order.ts';
import { bridgesAbove } from '../machine/buses.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isReadByRunner } from './ci.ts';
import { exitCodes, UsageError } from './exit.ts';
import type { Language } from './guards.ts';
import { NewFile } from './new-file.ts';
import { isStandardOutput } from './place.ts';
import { isTerminal, outputIsFile } from './terminal.ts';

/** A format that can be written. */
export type Writable = InputFormat & Required<Pick<InputFormat, 'write'>>;

const nameOf = (format: InputFormat): string => format.writtenAs ?? format.name;

/** The format of a `--to`. */
export function writable(name: string, command: string): Writable {
  const all = inOrder.filter((format): format is Writable => format.write !== undefined);
  const format = all.find((candidate) => nameOf(candidate) === name);
  if (format) return format;
  throw new UsageError(`${command} cannot write '${name}'; it writes ${all.map(nameOf).sort().join(', ')}`);
}

/** What goes with a dump that is written. */
export interface WriteOptions {
  /** Says what a person should know. */
  readonly say: (message: string) => void;
  /** Losses that are told, and those for which nothing is written. Bytes that changed are always among the latter. */
  readonly tells?: (loss: Loss) => boolean;
  readonly refuses?: (loss: Loss) => boolean;
  /** Looks at what was read back; when it says no, nothing is written. */
  readonly accepts?: (back: Snapshot) => boolean;
}

/** Writes, reads back what was written, and says what is no longer there; only then it is put in its place. */
export async function writeDump(
  functions: readonly PciFunction[],
  format: Writable,
  target: string | undefined,
  options: WriteOptions,
): Promise<void> {
  const { say, tells = () => true, refuses = () => false, accepts = () => true } = options;
  const name = nameOf(format);
  const file = new NewFile(target, format.extension ?? 'txt');
  try {
    await file.write(format.write(functions, bridgesAbove(functions)));
    const back = await diskSnapshot(file.path, undefined, file.name);
    if (back.functions.length === 0) {
      const why = back.diagnostics[0]?.message ?? 'no function is in it';
      say(`error: ${name} carries nothing of this (${why}); nothing was written`);
      process.exitCode = exitCodes.failed;
      return;
    }
    const losses = lossesOf(functions, back.functions);
    for (const loss of losses.filter(tells)) say(`${name} cannot carry ${describe(loss, functions.length)}`);
    if (losses.some(({ kind }) => kind === 'changed')) {
      say('error: the bytes read back are not those that were written; nothing was kept');
      process.exitCode = exitCodes.failed;
      return;
    }
    if (losses.some(refuses)) {
      say('error: nothing was written');
      process.exitCode = exitCodes.failed;
      return;
    }
    if (accepts(back)) await file.keep(languageOf(name, target, file.isText));
  } finally {
    file.remove();
  }
}

/** A dump is written byte for byte, unless it is shown to a person or to a CI runner. */
function languageOf(format: string, target: string | undefined, isText: boolean): Language {
  if (!isStandardOutput(target)) return 'exact';
  const toTerminal = isTerminal();
  if (!isText && toTerminal)
    throw new UsageError(`${format} is not text, and a terminal would obey it: write it to a file with -o`);
  if (!isText || outputIsFile() || !(toTerminal || isReadByRunner())) return 'exact';
  if (format === 'json') return 'json';
  return toTerminal ? 'text' : 'dump';
}

const mostNames = 12;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

/** `1,200 functions` */
export const counted = (n: number, noun: string): string =>
  `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;

function describe({ kind, functions, count, names }: Loss, all: number): string {
  const of = `of ${counted(functions.length, 'function')}`;
  switch (kind) {
    case 'function':
      return `${functions.length} of ${counted(all, 'function')}: ${listed(functions)}`;
    case 'address':
      return `the address ${listed(functions)}`;
    case 'bytes':
      return `${counted(count, 'known byte')} ${of}, which come after unknown ones: ${listed(functions)}`;
    case 'changed':
      return `${counted(count, 'byte')} ${of} as they are: ${listed(functions)}`;
    case 'text':
      return `lspci's first line ${of}`;
    case 'attribute':
      return `${counted(count, 'attribute')} ${of}: ${listed(names)}`;
    case 'link':
      return `${counted(count, 'link')} ${of}: ${listed(names)}`;
    case 'stated':
      return `${counted(count, 'stated fact')} ${of}: ${listed(names)}`;
  }
}
