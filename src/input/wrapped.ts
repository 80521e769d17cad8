import type { Diagnostic } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { limits } from './budget.ts';
import { losses } from './left-over.ts';
import { placedDiagnostic, placedFunction } from './placed.ts';
import type { Piece } from './segment.ts';
import { type Unwrapped, unwrap } from './unwrap/unwrap.ts';

/** A file that is inside a text: an attachment of a mail, what base64 stands for. */
export interface InnerFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is in a wrapped text. */
export interface Opened {
  readonly pieces: readonly Piece[];
  readonly files: readonly InnerFile[];
}

const newline = 0x0a;
/** What is true of the text inside alone: its last line ends where the wrapping begins. */
const ofInside = 'lspci/no-last-newline';
/** What follows from a part alone being there. */
const ofParts = /\/(?:gap|truncated|short-header)$/;

/**
 * What is inside a text that other programs changed, each text read by `read`. Undefined when nothing was done to
 * it, or when more of it can be read as it is; `asItIs` is what that gives.
 */
export function openWrapped(
  source: string,
  bytes: Uint8Array,
  asItIs: Snapshot | undefined,
  read: (bytes: Uint8Array) => Snapshot,
): Opened | undefined {
  if (bytes.length > limits.wrapped) return undefined;
  const parts = unwrap(bytes);
  if (!parts) return undefined;
  const files = parts.flatMap(({ file, label }) => (file ? [{ name: label ?? source, bytes: file }] : []));
  const pieces = parts
    .filter(({ file }) => file === undefined)
    .map((part) => pieceOf(source, part, read(part.text.bytes), bytes.at(-1) === newline))
    .filter(({ snapshot }) => snapshot.functions.length > 0 || snapshot.partial);
  if (pieces.length === 0 && files.length === 0) return undefined;
  if (files.length === 0 && asItIs && isBetter(asItIs, pieces)) return undefined;
  return { pieces, files };
}

function pieceOf(source: string, part: Unwrapped, snapshot: Snapshot, endsWithLine: boolean): Piece {
  const { text, label, partial, lost, steps } = part;
  const placed = (list: readonly Diagnostic[]): Diagnostic[] =>
    list
      .filter(({ code }) => !(endsWithLine && code === ofInside))
      .filter(({ code }) => !partial || !(ofParts.test(code) || losses.test(code)))
      .map((diagnostic) => placedDiagnostic(diagnostic, text));
  const unused = lost.map(({ line, column, count, why }): Diagnostic => {
    const rows =
      count === 1 ? 'this row of bytes is' : `this row of bytes and ${count - 1} more after it are`;
    return {
      code: 'input/unused-bytes',
      severity: 'warning',
      message: `${rows} not used: ${why}`,
      at: { file: source, line, column },
    };
  });
  const taken = [...new Set(steps.map(({ title }) => title))].join(', ');
  const remark: Diagnostic = {
    code: 'input/unwrapped',
    severity: 'info',
    message: `read without ${taken}: lspci -F does not take the file`,
    at: { file: source, ...text.at(1, 1) },
  };
  return {
    loose: part.loose,
    snapshot: {
      ...snapshot,
      source,
      ...(label === undefined ? {} : { label }),
      ...(partial ? { partial: true } : {}),
      functions: snapshot.functions.map((fn) => placedFunction(fn, text)),
      diagnostics: [...unused, ...placed(snapshot.diagnostics)],
      remarks: [remark, ...placed(snapshot.remarks ?? [])],
    },
  };
}

/**
 * Whether as much can be read of a text as it is as of what was made of it: bytes, then Functions, then what is said about
 * them, and the fewest complaints about the rest.
 */
function isBetter(asItIs: Snapshot, pieces: readonly Piece[]): boolean {
  const read = pieces.map(({ snapshot }) => snapshot);
  // Bytes whose Function has a name, be it a wrong one, are nobody else's.
  if (namesNobody(asItIs) && read.every((snapshot) => has(snapshot, /\/no-address$/))) return true;
  const measures: readonly ((snapshot: Snapshot) => number)[] = [
    ({ functions }) => functions.reduce((sum, { config }) => sum + config.knownBytes, 0),
    ({ functions }) => functions.length,
    ({ functions }) => functions.reduce((sum, fn) => sum + factsOf(fn), 0),
    ({ diagnostics }) => -diagnostics.filter(({ severity }) => severity !== 'info').length,
  ];
  for (const measure of measures) {
    const [one, other] = [measure(asItIs), read.reduce((sum, snapshot) => sum + measure(snapshot), 0)];
    if (one !== other) return one > other;
  }
  return true;
}

/** Whether rows of bytes have a Function's name, and it is none. */
export const namesNobody = (snapshot: Snapshot): boolean => has(snapshot, /\/bad-address$/);

const has = ({ diagnostics, remarks = [] }: Snapshot, code: RegExp): boolean =>
  [...diagnostics, ...remarks].some((one) => code.test(one.code));

function factsOf(fn: PciFunction): number {
  const { attributes, links, text } = fn.surroundings;
  const { fields, regions, capabilities } = fn.stated;
  const stated = fields.size + regions.length + (capabilities?.length ?? 0);
  return (attributes?.size ?? 0) + (links?.size ?? 0) + (text ? 1 : 0) + stated;
}
