import type { ConfigSpace } from '../model/config-space.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import { type Origin, PciFunction, type Surroundings } from '../model/function.ts';
import { hex } from '../model/hex.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Diagnostics } from './diagnostics.ts';
import { mergeStated } from './facts.ts';
import { parseDescription } from './formats/lspci/line.ts';
import { Space } from './sink.ts';

/*
 * A Function that comes more than once in a list is one Function: what one copy leaves open, another may hold. Copies
 * that contradict each other are said, and the one with more bytes is used; of two that have as many, the first.
 */

/** A snapshot in which each address comes once. */
export function uniteCopies(snapshot: Snapshot): Snapshot {
  const { functions, source } = snapshot;
  if (isAscending(functions)) return snapshot;
  const byKey = new Map<number, PciFunction[]>();
  for (const fn of functions) {
    const copies = byKey.get(fn.key);
    if (copies) copies.push(fn);
    else byKey.set(fn.key, [fn]);
  }
  if (byKey.size === functions.length) return snapshot;
  const found = new Diagnostics(source);
  // Readers of formats in which an address cannot come twice have said it themselves.
  const said = new Set(
    snapshot.diagnostics
      .filter(({ code }) => code.endsWith('/duplicate-function'))
      .map((one) => one.function),
  );
  const code = snapshot.inputFormat.startsWith('lspci')
    ? 'lspci/duplicate-function'
    : 'rows/duplicate-function';
  const united = [...byKey.values()].map((copies) =>
    unite(copies, said.has(copies[0]?.address) ? new Diagnostics(source) : found, code),
  );
  return {
    ...snapshot,
    functions: united,
    diagnostics: [...snapshot.diagnostics, ...found.all()],
    remarks: [...(snapshot.remarks ?? []), ...found.remarks],
  };
}

/** What most lists are: one look at each Function then says that none comes twice. */
function isAscending(functions: readonly PciFunction[]): boolean {
  let last = -1;
  for (const { key } of functions) {
    if (key <= last) return false;
    last = key;
  }
  return true;
}

/** One Function from its copies. `found` takes what is said about them. */
function unite(copies: readonly PciFunction[], found: Diagnostics, code: DiagnosticCode): PciFunction {
  const [first, ...others] = copies as readonly [PciFunction, ...PciFunction[]];
  if (others.length === 0) return first;
  const richest = copies.reduce((a, b) => (b.config.knownBytes > a.config.knownBytes ? b : a));
  const agreeing: PciFunction[] = [];
  let difference: { readonly copy: PciFunction; readonly what: string } | undefined;
  for (const [n, copy] of copies.entries()) {
    const isLater = n > copies.indexOf(richest);
    const what = copy === richest ? undefined : differenceOf(copy, richest, isLater);
    if (what === undefined) agreeing.push(copy);
    else difference ??= { copy, what };
  }
  if (difference) found.push({ code, ...contradictionOf(copies, richest, difference) });
  else remarkOnRepetition(copies, found);
  const surroundings = uniteSurroundings(agreeing.map((copy) => copy.surroundings));
  const { config, origin } = uniteBytes(agreeing, richest, found);
  return new PciFunction(richest.domain, richest.routingId, config, origin, surroundings);
}

const id4 = (id: number | undefined): string => (id ?? 0xffff).toString(16).padStart(4, '0');

/** Whether two copies contradict each other in nothing. */
export const agree = (a: PciFunction, b: PciFunction): boolean => differenceOf(a, b, true) === undefined;

/** What two copies contradict each other in. */
function differenceOf(copy: PciFunction, richest: PciFunction, isLater: boolean): string | undefined {
  const said = (ofCopy: string, ofRichest: string): string =>
    isLater ? `${ofCopy} here, ${ofRichest} before` : `${ofRichest} here, ${ofCopy} before`;
  for (const { start, end } of copy.config.knownRanges) {
    for (let offset = start; offset < end; offset++) {
      const [one, other] = [copy.config.u8(offset), richest.config.u8(offset)];
      if (other >= 0 && one !== other) return `byte ${hex(offset)} is ${said(hex(one), hex(other))}`;
    }
  }
  const [one, other] = [copy, richest].map(({ surroundings }) => parseDescription(surroundings.text ?? ''));
  if (one?.vendorId === undefined || other?.vendorId === undefined) return undefined;
  const [ids, otherIds] = [one, other].map(({ vendorId, deviceId }) => `${id4(vendorId)}:${id4(deviceId)}`);
  return ids === otherIds ? undefined : `its line says ${said(ids ?? '', otherIds ?? '')}`;
}

function contradictionOf(
  copies: readonly PciFunction[],
  richest: PciFunction,
  { copy, what }: { readonly copy: PciFunction; readonly what: string },
): Omit<Diagnostic, 'code'> {
  const [earlier, later] = copies.indexOf(copy) < copies.indexOf(richest) ? [copy, richest] : [richest, copy];
  const { knownBytes } = richest.config;
  const used = copy.config.knownBytes === knownBytes ? 'the first one' : `the one with ${knownBytes} bytes`;
  const times = copies.length === 2 ? 'twice' : `${copies.length} times`;
  return {
    severity: 'error',
    message: `this Function comes ${times}, and ${what}; ${used} is used`,
    at: later.positionOf(),
    function: later.address,
    related: [{ message: 'first here', at: earlier.positionOf() }],
  };
}

/** The same bytes twice are nothing wrong; a linter says so. */
function remarkOnRepetition(copies: readonly PciFunction[], found: Diagnostics): void {
  const [first, second] = copies.filter(({ config }) => config.end > 0);
  if (!first || !second) return;
  found.remark({
    code: 'lspci/repeated-function',
    severity: 'info',
    message: 'this Function comes again, with the same bytes',
    at: second.positionOf(),
    function: second.address,
    related: [{ message: 'first here', at: first.positionOf() }],
  });
}

/** The bytes of copies that agree, which are all in the one with most or in several parts of one text. */
function uniteBytes(
  copies: readonly PciFunction[],
  richest: PciFunction,
  found: Diagnostics,
): { readonly config: ConfigSpace; readonly origin: Origin } {
  const { config, origin } = richest;
  const { file } = origin;
  const more = copies.filter((copy) =>
    copy.config.knownRanges.some(({ start, end }) => !config.has(start, end - start)),
  );
  const isOneText = [richest, ...more].every(
    (copy) => copy.origin.kind === 'rows' && copy.origin.file === file,
  );
  if (more.length === 0 || !isOneText) return richest;
  const space = new Space();
  for (const copy of [richest, ...more]) {
    for (const { start, end } of copy.config.knownRanges) {
      for (let offset = start; offset < end; offset++) {
        const { line = 1, column = 1 } = copy.positionOf(offset);
        space.put(offset, [copy.config.u8(offset)], [column], 1, line);
      }
    }
  }
  const line = copies[0]?.positionOf().line ?? 1;
  const about = { key: richest.key, file, line, firstRow: line, surroundings: {} };
  return space.finish(about, found, 'lspci/conflicting-row');
}

/** What is stated beside the bytes by several, the first first. */
export function uniteSurroundings(list: readonly Surroundings[]): Surroundings {
  const [first = {}, ...others] = list;
  if (others.length === 0) return first;
  const attributes = new Map<string, string>();
  const links = new Map<string, string>();
  for (const one of list) {
    for (const [name, value] of one.attributes ?? []) if (!attributes.has(name)) attributes.set(name, value);
    for (const [name, target] of one.links ?? []) if (!links.has(name)) links.set(name, target);
  }
  const text = mostTelling(list.flatMap((one) => (one.text ? [one.text] : [])));
  const [stated, ...more] = list.flatMap((one) => (one.stated ? [one.stated] : []));
  return {
    ...(text === undefined ? {} : { text }),
    ...(attributes.size > 0 ? { attributes } : {}),
    ...(links.size > 0 ? { links } : {}),
    ...(list.every(({ statesRegions }) => statesRegions === false) ? { statesRegions: false } : {}),
    ...(list.every(({ statesGiven }) => statesGiven === false) ? { statesGiven: false } : {}),
    ...(stated ? { stated: () => more.reduce((all, one) => mergeStated(all, one()), stated()) } : {}),
  };
}

/** The first text that has a name and IDs, else that has a name, else the first. */
function mostTelling(texts: readonly string[]): string | undefined {
  const tells = (text: string): number => {
    const { name, vendorId } = parseDescription(text);
    return (name === undefined ? 0 : 2) + (vendorId === undefined ? 0 : 1);
  };
  return texts.toSorted((a, b) => tells(b) - tells(a))[0];
}
