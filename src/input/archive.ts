import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import { type Budget, limits, OverBudget, OverLimit } from './budget.ts';
import { type Bytes, bytesFrom, GrowingBytes, metered, peek, wholeOf } from './bytes.ts';
import { damageText, NotRead } from './damage.ts';
import type { Diagnostics } from './diagnostics.ts';
import { isAbsolute, MemoryTree, normalize, relativeTo } from './memory.ts';
import { unreadArchive } from './not-read.ts';
import { type Packing, packingOf, unpackedName } from './packing.ts';
import { type TarEntry, tarEntries } from './tar.ts';
import { isTar, tarHead } from './tar-header.ts';
import { type ZipEntry, zipEntries } from './zip.ts';
import { isZip } from './zip-signature.ts';

/**
 * What is kept by its name: a file in a Function's own folder of sysfs or a folder below it, one of /proc/bus/pci or of
 * the list in /sys/bus/pci, and a file of configuration space that has the address in its name.
 */
const functionFile = new RegExp(
  [
    /(?:^|\/)[0-9a-f]{4,8}[:_-][0-9a-f]{2}[:_-][0-9a-f]{2}\.[0-7]\/[^/]+(?:\/[^/]+)?$/,
    /(?:^|\/)bus\/pci\/devices(?:\/[^/]+)?$/,
    /(?:^|\/)bus\/pci\/(?:[0-9a-f]{4,8}[:_])?[0-9a-f]{2}\/[01][0-9a-f]\.[0-7]$/,
    /(?:^|\/)(?:config-)?(?:[0-9a-f]{4,8}[:_-])?[0-9a-f]{2}[:_-][01][0-9a-f][._-]0?[0-7]\.(?:config|bin|pci)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Whether a file's first bytes are those of an archive or a packed file that can be read. */
export function isArchive(head: Uint8Array): boolean {
  return packingOf(head) !== undefined || isZip(head) || isTar(head);
}

/** What is needed to open one input, with all that is packed in it. */
export interface Opening {
  readonly budget: Budget;
  readonly diagnostics: Diagnostics;
  /** Says whether a file of this name is worth keeping. */
  judge(name: string): Judge;
}

/** Looks at what has come of a file; undefined as long as more has to be seen. */
export type Judge = (bytes: Uint8Array, atEnd: boolean) => boolean | undefined;

/** Trees, the first that of the archive itself and the others of archives in it; or one file that was packed alone. */
export type Opened =
  | { readonly kind: 'trees'; readonly trees: readonly MemoryTree[] }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Bytes };

/**
 * Unpacks an archive, or one packed file, into memory; nothing is written anywhere. An archive's files are kept if
 * they are in Functions' folders or `judge` takes them. What cannot be read is said and left out. `as` is the kind of a
 * file that does not begin as one of that kind.
 */
export async function openArchive(name: string, bytes: Bytes, opening: Opening, as?: 'zip'): Promise<Opened> {
  opening.budget.beginUnpacking();
  return new Opener(name, opening).open(bytes, as);
}

/** A name as a message can hold it. */
const shortened = (name: string): string => (name.length > 80 ? `${name.slice(0, 80)}…` : name);

/** A file that may be packed. */
interface Packed {
  /** How messages name it, and the tree of an archive. */
  readonly name: string;
  /** The name that it has when it is unpacked. */
  readonly file: string;
  readonly bytes: Bytes;
  /** How many archives it is in. */
  readonly nesting: number;
}

class Opener {
  readonly #name: string;
  readonly #opening: Opening;
  /** Trees of the archives that were opened, outer before inner. */
  readonly #trees: MemoryTree[] = [];
  readonly #busy = new Set<Packing>();
  /** What waits until a decoder is free. */
  readonly #later: (() => Promise<void>)[] = [];
  readonly #damaged = new Set<string>();
  #isOver = false;
  #hasAbsolute = false;

  constructor(name: string, opening: Opening) {
    this.#name = name;
    this.#opening = opening;
  }

  async open(bytes: Bytes, as: 'zip' | undefined): Promise<Opened> {
    const file = this.#name === '-' ? 'stdin' : this.#name.slice(this.#name.lastIndexOf('/') + 1);
    const alone = await this.#open({ name: this.#name, file, bytes, nesting: 0 }, as);
    for (let next = this.#later.shift(); next; next = this.#later.shift()) await next();
    if (!alone) return { kind: 'trees', trees: this.#trees };
    return { kind: 'file', name: `${this.#name}:${alone.file}`, bytes: alone.bytes };
  }

  /** Adds the trees of an archive; gives back a file that is packed alone. */
  async #open({ name, file, bytes, nesting }: Packed, as?: 'zip'): Promise<Packed | undefined> {
    const { head, bytes: all } = await peek(bytes, tarHead);
    const packing = as === undefined ? packingOf(head) : undefined;
    if (packing) {
      if (nesting >= limits.nesting) {
        await close(all);
        this.#report(name, new OverLimit(`archives in it are in each other ${nesting} times`));
        return undefined;
      }
      const free = this.#isBusy(packing) ? await this.#spooled(name, all) : all;
      const plain = this.#untilBroken(name, metered(this.#unpack(packing, free), this.#opening.budget));
      return this.#open({ name, file: unpackedName(file), bytes: plain, nesting: nesting + 1 });
    }
    if (isZip(head) || as === 'zip') await this.#zip(name, all, nesting);
    else if (isTar(head)) await this.#tar(name, all, nesting);
    else return { name, file, bytes: all, nesting };
    return undefined;
  }

  #isBusy(packing: Packing): boolean {
    return packing.oneAtATime === true && this.#busy.has(packing);
  }

  async *#unpack(packing: Packing, bytes: Bytes): Bytes {
    this.#busy.add(packing);
    try {
      yield* packing.unpack(bytes);
    } finally {
      this.#busy.delete(packing);
    }
  }

  /** Reads all of it, by which what it comes out of comes to its end. */
  async #spooled(name: string, bytes: Bytes): Promise<Bytes> {
    try {
      return bytesFrom(await wholeOf(bytes, this.#opening.budget));
    } catch (error) {
      this.#report(name, error);
      return bytesFrom(new Uint8Array(0));
    }
  }

  /** A stream that ends where it breaks off, with a word. */
  async *#untilBroken(name: string, bytes: Bytes): Bytes {
    try {
      yield* bytes;
    } catch (error) {
      this.#report(name, error);
    }
  }

  async #tar(name: string, bytes: Bytes, nesting: number): Promise<void> {
    const tree = this.#add(name);
    try {
      for await (const entry of tarEntries(bytes)) await this.#tarEntry(tree, entry, nesting);
    } catch (error) {
      this.#report(name, error);
    }
  }

  async #tarEntry(tree: MemoryTree, entry: TarEntry, nesting: number): Promise<void> {
    const path = this.#place(tree, entry.name);
    if (path === undefined) return;
    if (entry.type === 'file') await this.#member(tree, path, entry.bytes, nesting);
    else if (entry.type === 'symlink') this.#link(tree, path, entry.target);
    else if (entry.type === 'link') {
      // Unlike a symlink's, its target counts from the top of the archive.
      const content = tree.read(relativeTo(entry.target), limits.file);
      if (content) this.#put(tree, path, { kind: 'file', bytes: content });
    }
  }

  async #zip(name: string, bytes: Bytes, nesting: number): Promise<void> {
    const tree = this.#add(name);
    try {
      const whole = await wholeOf(bytes, this.#opening.budget);
      for await (const entry of zipEntries(whole)) await this.#zipEntry(tree, entry, nesting);
    } catch (error) {
      this.#report(name, error);
    }
  }

  async #zipEntry(tree: MemoryTree, entry: ZipEntry, nesting: number): Promise<void> {
    const path = this.#place(tree, entry.name);
    if (path === undefined || entry.kind === 'directory') return;
    const bytes = metered(entry.bytes(), this.#opening.budget);
    const content = this.#untilBroken(tree.display(path), bytes);
    if (entry.kind === 'file') await this.#member(tree, path, content, nesting);
    else if (entry.kind === 'other') {
      const message = `'${shortened(path)}' is neither a file, a folder nor a link; it was skipped`;
      this.#say(tree.name, 'archive/damaged', message);
    } else {
      const { head, bytes: rest } = await peek(content, limits.name + 1);
      await close(rest);
      this.#link(tree, path, new TextDecoder().decode(head));
    }
  }

  #add(name: string): MemoryTree {
    const tree = new MemoryTree(name);
    this.#trees.push(tree);
    return tree;
  }

  /** Where an entry of this name is put; undefined when it is put nowhere. */
  #place(tree: MemoryTree, name: string): string | undefined {
    const { budget } = this.#opening;
    budget.take('entries', 1);
    budget.take('names', name.length);
    budget.checkTime();
    if (isAbsolute(name) && !this.#hasAbsolute) {
      this.#hasAbsolute = true;
      const message = `names in it begin with /, such as '${shortened(name)}'; they are read without it`;
      this.#say(tree.name, 'archive/absolute-name', message, 'info');
    }
    const path = relativeTo(name);
    const clean = normalize(path);
    if (clean !== undefined) return clean;
    const depth = path.split('/').length;
    const said =
      path.length > limits.name
        ? ['too-large', `has a name of ${path.length} characters, more than ${limits.name}`]
        : depth > limits.depth
          ? ['too-large', `is ${depth} folders deep, more than ${limits.depth}`]
          : ['bad-name', 'leads out of the archive'];
    const message = `the entry '${shortened(name)}' ${said[1]}; it was skipped`;
    this.#say(tree.name, said[0] === 'bad-name' ? 'archive/bad-name' : 'archive/too-large', message);
    return undefined;
  }

  #link(tree: MemoryTree, path: string, target: string): void {
    this.#opening.budget.take('names', target.length);
    // A file that is taken for a link holds more than a path.
    if (target.length > limits.name || /[\0-\x1f]/.test(target)) {
      const message = `the link '${shortened(path)}' holds no path; it was skipped`;
      this.#say(tree.name, 'archive/damaged', message);
    } else this.#put(tree, path, { kind: 'link', target });
  }

  #put(tree: MemoryTree, path: string, entry: Parameters<MemoryTree['add']>[1]): void {
    if (tree.add(path, entry)) return;
    const message = `the entry '${shortened(path)}' is a file here and a folder there; it was skipped`;
    this.#say(tree.name, 'archive/bad-name', message);
  }

  /** One file of an archive: kept if it is worth it, and opened if it is an archive itself. */
  async #member(tree: MemoryTree, path: string, bytes: Bytes, nesting: number): Promise<void> {
    if (functionFile.test(path)) return this.#functionFile(tree, path, bytes);
    const { head, bytes: all } = await peek(bytes, tarHead);
    if (!isArchive(head)) {
      const kind = unreadArchive(head);
      if (kind) {
        const message = `'${shortened(path)}' is a ${kind} archive, which is not read: unpack it`;
        this.#say(tree.name, 'archive/not-read', message, 'info');
      }
      return this.#file(tree, path, all);
    }
    const packing = packingOf(head);
    if (!packing || !this.#isBusy(packing)) return this.#inner(tree, path, all, nesting);
    const kept = await this.#spooled(tree.display(path), all);
    this.#later.push(() => this.#inner(tree, path, kept, nesting));
  }

  async #inner(tree: MemoryTree, path: string, bytes: Bytes, nesting: number): Promise<void> {
    const packed = { name: tree.display(path), file: path, bytes, nesting: nesting + 1 };
    const alone = await this.#open(packed);
    if (!alone) return;
    const isFree = tree.kindOf(alone.file) === undefined;
    await this.#file(tree, isFree ? alone.file : path, alone.bytes);
  }

  async #functionFile(tree: MemoryTree, path: string, bytes: Bytes): Promise<void> {
    const { head, bytes: all } = await peek(bytes, limits.attribute);
    this.#opening.budget.take('kept', head.length);
    this.#put(tree, path, { kind: 'file', bytes: head });
    await close(all);
  }

  async #file(tree: MemoryTree, path: string, bytes: Bytes): Promise<void> {
    const judge = this.#opening.judge(path);
    const kept = new GrowingBytes();
    let isDump: boolean | undefined;
    try {
      for await (const chunk of bytes) {
        kept.add(chunk);
        if (isDump) this.#opening.budget.take('kept', chunk.length);
        else if (kept.length >= limits.head) {
          isDump = judge(kept.bytes, false);
          if (isDump === false) return;
          if (isDump) this.#opening.budget.take('kept', kept.length);
        }
        if (kept.length <= limits.file) continue;
        const message = `'${shortened(path)}' has more than ${limits.file} bytes; those after the first ${kept.length} were skipped`;
        this.#say(tree.name, 'archive/too-large', message);
        break;
      }
    } finally {
      if (isDump ?? judge(kept.bytes, true)) this.#put(tree, path, { kind: 'file', bytes: kept.bytes });
    }
  }

  /** Says what is wrong with a file. What takes too much ends the reading of all, and is said once. */
  #report(name: string, error: unknown): void {
    if (error instanceof NotRead) this.#say(name, 'archive/packing-not-read', error.message);
    else if (!(error instanceof OverLimit)) {
      // A tar does not fit either where what it is packed in is damaged, or was not read on.
      if (this.#damaged.has(name) || this.#opening.budget.isOver) return;
      this.#damaged.add(name);
      const message = `it is damaged: ${damageText(error)}; what was read before is used`;
      this.#say(name, 'archive/damaged', message);
    } else if (!(error instanceof OverBudget)) {
      this.#say(name, 'archive/too-large', `${error.message}; it was skipped`);
    } else if (!this.#isOver) {
      this.#isOver = true;
      const message = `${error.message}; the rest was dropped, and what was read before is used`;
      this.#say(name, 'archive/too-large', message);
    }
  }

  #say(file: string, code: DiagnosticCode, message: string, severity: 'error' | 'info' = 'error'): void {
    this.#opening.diagnostics.push({ code, severity, message, at: { file } });
  }
}

/** Ends a stream of which no more is wanted. */
async function close(bytes: Bytes): Promise<void> {
  await bytes[Symbol.asyncIterator]().return?.();
}
