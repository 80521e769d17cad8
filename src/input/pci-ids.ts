const newline = 0x0a;
const tab = 0x09;
const hash = 0x23;
const id4 = (id: number): string => id.toString(16).padStart(4, '0');
const id2 = (id: number): string => id.toString(16).padStart(2, '0');

/** The lines below one that is less indented. */
interface Section {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Names from a pci.ids file, looked up when asked for. */
export class PciIds {
  #source: Uint8Array | (() => Uint8Array);
  readonly #decoder = new TextDecoder();
  /** Where the line of each vendor (`8086`) and base class (`C 02`) begins. */
  #lines: Map<string, number> | undefined;
  readonly #sections = new Map<string, Section | undefined>();

  /** The bytes of the file, or what reads them when the first name is asked for. */
  constructor(source: Uint8Array | (() => Uint8Array)) {
    this.#source = source;
  }

  get #bytes(): Uint8Array {
    if (typeof this.#source === 'function') this.#source = this.#source();
    return this.#source;
  }

  /** The name of a vendor. */
  vendor(vendor: number): string | undefined {
    return this.#top(id4(vendor))?.name;
  }

  /** The name of a device. */
  device(vendor: number, device: number): string | undefined {
    return this.#below(this.#top(id4(vendor)), 1, id4(device))?.name;
  }

  /** The name of a card or a board, which its maker (`subvendor`) gave it. */
  subsystem(vendor: number, device: number, subvendor: number, subdevice: number): string | undefined {
    const section = this.#below(this.#top(id4(vendor)), 1, id4(device));
    return this.#below(section, 2, `${id4(subvendor)} ${id4(subdevice)}`)?.name;
  }

  /** The most exact of the names of base class, sub-class and programming interface. */
  className(base: number, sub: number, progIf?: number): string | undefined {
    const inBase = this.#top(`C ${id2(base)}`);
    const inSub = this.#below(inBase, 1, id2(sub));
    const exact = progIf === undefined ? undefined : this.#below(inSub, 2, id2(progIf));
    return (exact ?? inSub ?? inBase)?.name;
  }

  #top(id: string): Section | undefined {
    if (this.#sections.has(id)) return this.#sections.get(id);
    this.#lines ??= this.#index();
    const at = this.#lines.get(id);
    const found = at === undefined ? undefined : this.#section(id, at, 0, this.#bytes.length);
    this.#sections.set(id, found);
    return found;
  }

  /** Vendors and classes are about 2,500 of 38,000 lines: one pass finds them all. */
  #index(): Map<string, number> {
    const bytes = this.#bytes;
    const lines = new Map<string, number>();
    for (let at = 0; at < bytes.length; at = endOfLine(bytes, at) + 1) {
      const first = bytes[at];
      if (first === tab || first === hash || first === newline) continue;
      const id = String.fromCharCode(...bytes.subarray(at, at + 4));
      if (!lines.has(id)) lines.set(id, at);
    }
    return lines;
  }

  /** The line of `id`, indented by `depth` tabs, in a section. */
  #below(section: Section | undefined, depth: number, id: string): Section | undefined {
    if (!section) return undefined;
    const cacheKey = `${section.start} ${id}`;
    if (this.#sections.has(cacheKey)) return this.#sections.get(cacheKey);
    const bytes = this.#bytes;
    const key = new TextEncoder().encode(`${'\t'.repeat(depth)}${id} `);
    let found: Section | undefined;
    for (let at = section.start; at < section.end; at = endOfLine(bytes, at) + 1) {
      let n = 0;
      while (n < key.length && bytes[at + n] === key[n]) n++;
      if (n < key.length) continue;
      found = this.#section(id, at + depth, depth, section.end);
      break;
    }
    this.#sections.set(cacheKey, found);
    return found;
  }

  /** The section of a line whose ID is at `at`: it ends before the next line that is not more indented. */
  #section(id: string, at: number, depth: number, limit: number): Section {
    const bytes = this.#bytes;
    const lineEnd = endOfLine(bytes, at);
    const name = this.#decoder.decode(bytes.subarray(at + id.length, lineEnd)).trim();
    const start = lineEnd + 1;
    let end = start;
    while (
      end < limit &&
      (bytes[end] === hash || (bytes[end] === tab && (depth === 0 || bytes[end + 1] === tab)))
    ) {
      end = endOfLine(bytes, end) + 1;
    }
    return { name, start, end };
  }
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(newline, from);
  return at < 0 ? bytes.length : at;
}
