import type { Position } from '../../../model/diagnostic.ts';
import { nothingStated, type Stated, type StatedFact } from '../../../model/stated.ts';
import { type Description, parseDescription } from './line.ts';
import { readLine } from './stated-line.ts';
import { systemLines } from './system-lines.ts';
import { linesOfBlock, type TextBlock } from './text-store.ts';
import type { WordsKnown } from './words-known.ts';

/** A Function's own line, and the text after it. */
export interface FunctionLines {
  readonly file: string;
  readonly line: number;
  readonly address: string;
  /** What the line says after the address; of a record of `-vmm` what `-mm` would. */
  readonly description: string;
  readonly isRecord: boolean;
  /** How many more characters come before the description than an address with its domain has. */
  readonly indent: number;
  readonly block: TextBlock | undefined;
}

type Parts = { readonly [Key in keyof Stated]-?: Stated[Key] | undefined };

/**
 * What the text of a Function states, as `readStated` reads it. Each part is read when it is first asked for: of
 * thousands of Functions the names are needed, of some what the system gave them, of few all that is said about their
 * capabilities.
 */
class LazyStated implements Parts {
  readonly #text: FunctionLines;
  readonly #words: WordsKnown;
  #at: Position | undefined;
  #said: Description | undefined;
  #lines: readonly string[] | undefined;
  #ofSystem: Stated | undefined;
  #ofAll: Stated | undefined;

  constructor(text: FunctionLines, words: WordsKnown) {
    this.#text = text;
    this.#words = words;
  }

  // The Function's line.
  get vendorId() {
    return this.#fact(this.#identity.vendorId);
  }
  get deviceId() {
    return this.#fact(this.#identity.deviceId);
  }
  get revision() {
    return this.#fact(this.#identity.revision);
  }
  get name() {
    return this.#fact(this.#identity.name || undefined);
  }
  get className() {
    return this.#fact(this.#identity.className || undefined);
  }
  get classCode() {
    const { classCode, progIf = 0 } = this.#identity;
    return this.#fact(classCode === undefined ? undefined : (classCode << 8) | progIf);
  }
  get classCodeBits() {
    const { classCode, progIf } = this.#identity;
    return classCode === undefined ? undefined : progIf === undefined ? 16 : 24;
  }

  // What the system gave it.
  get regions() {
    return this.#system.regions;
  }
  get driver() {
    return this.#system.driver;
  }
  get modules() {
    return this.#system.modules;
  }
  get iommuGroup() {
    return this.#system.iommuGroup;
  }
  get numaNode() {
    return this.#system.numaNode;
  }
  get physicalSlot() {
    return this.#system.physicalSlot;
  }

  // What lspci never says.
  get pf(): StatedFact<string> | undefined {
    return undefined;
  }
  get vfs() {
    return nothingStated.vfs;
  }
  get driverTotalVfs(): StatedFact<number> | undefined {
    return undefined;
  }
  get vfNumber(): StatedFact<number> | undefined {
    return undefined;
  }
  get ariEnabled(): StatedFact<number> | undefined {
    return undefined;
  }
  get configSize(): StatedFact<number> | undefined {
    return undefined;
  }

  // Everything else.
  get fields() {
    return this.#all.fields;
  }
  get capabilities() {
    return this.#all.capabilities;
  }
  get capabilitiesComplete() {
    return this.#all.capabilitiesComplete;
  }
  get windows() {
    return this.#all.windows;
  }
  get subsystemVendorId() {
    return this.#all.subsystemVendorId;
  }
  get subsystemId() {
    return this.#all.subsystemId;
  }
  get headerType() {
    return this.#all.headerType;
  }
  get allOnes() {
    return this.#all.allOnes;
  }
  get conflicts() {
    return this.#all.conflicts;
  }

  #fact<T>(value: T | undefined): StatedFact<T> | undefined {
    return value === undefined ? undefined : { value, by: 'lspci', at: this.#place };
  }

  /** Where the description begins; a record has several lines. */
  get #place(): Position {
    const { file, line, address, isRecord, indent } = this.#text;
    this.#at ??= { file, line, column: isRecord ? 1 : indent + address.length + 2 };
    return this.#at;
  }

  get #identity(): Description {
    this.#said ??= parseDescription(this.#text.description);
    return this.#said;
  }

  get #system(): Stated {
    this.#ofSystem ??= this.#ofAll ?? this.#readSystem();
    return this.#ofSystem;
  }

  get #all(): Stated {
    this.#ofAll ??= this.#read(this.#rest);
    return this.#ofAll;
  }

  #readSystem(): Stated {
    const { file, line: firstLine, block, isRecord } = this.#text;
    if (!block) return nothingStated;
    const lines = isRecord ? undefined : systemLines(block);
    if (!lines) return this.#all;
    return this.#words.all.readSystem(lines, file, firstLine);
  }

  get #rest(): readonly string[] {
    const { block } = this.#text;
    this.#lines ??= block ? linesOfBlock(block) : [];
    return this.#lines;
  }

  #read(lines: readonly string[]): Stated {
    const { file, line, address, description, isRecord, indent } = this.#text;
    const first = isRecord ? `Slot:\t${address}` : `${address} ${description}`;
    const before = isRecord ? 0 : indent;
    const columnOf = (row: number, index: number): number => index + 1 + (row === 0 ? before : 0);
    if (!this.#text.block && !isRecord) return readLine(first, { file, firstLine: line, columnOf });
    return this.#words.all.readStated([first, ...lines], file, line, columnOf);
  }
}

export const lazyStated = (text: FunctionLines, words: WordsKnown): Stated =>
  new LazyStated(text, words) as Stated;
