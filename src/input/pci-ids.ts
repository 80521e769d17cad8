const newline = 0x0a;
const tab = 0x09;
const id4 = (id: number): string => id.toString(16).padStart(4, '0');
const id2 = (id: number): string => id.toString(16).padStart(2, '0');

/** Names from a pci.ids file, looked up when asked for. */
export class PciIds {
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder();
  readonly #sections = new Map<string, { name: string; start: number; end: number } | undefined>();
  readonly #names = new Map<string, string | undefined>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  vendor(vendor: number): string | undefined {
    return this.#section(id4(vendor))?.name;
  }

  device(vendor: number, device: number): string | undefined {
    const section = this.#section(id4(vendor));
    return section && this.#entry(section, `\n\t${id4(device)}  `);
  }

  /** The most exact of the names of base class, sub-class and programming interface. */
  className(base: number, sub: number): string | undefined {
    const section = this.#section(`C ${id2(base)}`);
    return section && (this.#entry(section, `\n\t${id2(sub)}  `) ?? section.name);
  }

  #section(id: string): { name: string; start: number; end: number } | undefined {
    if (this.#sections.has(id)) return this.#sections.get(id);
    const at = find(this.#bytes, `\n${id}  `, 0, this.#bytes.length);
    let section: { name: string; start: number; end: number } | undefined;
    if (at >= 0) {
      const lineEnd = endOfLine(this.#bytes, at + 1);
      const name = this.#text(at + 3 + id.length, lineEnd);
      let end = lineEnd;
      // The section's lines begin with a tab, or are comments.
      while (end + 1 < this.#bytes.length) {
        const first = this.#bytes[end + 1];
        if (first !== tab && first !== 0x23) break;
        end = endOfLine(this.#bytes, end + 1);
      }
      section = { name, start: lineEnd, end };
    }
    this.#sections.set(id, section);
    return section;
  }

  #entry(section: { start: number; end: number }, key: string): string | undefined {
    const cacheKey = `${section.start}${key}`;
    if (this.#names.has(cacheKey)) return this.#names.get(cacheKey);
    const at = find(this.#bytes, key, section.start, section.end);
    const name = at < 0 ? undefined : this.#text(at + key.length, endOfLine(this.#bytes, at + 1));
    this.#names.set(cacheKey, name);
    return name;
  }

  #text(start: number, end: number): string {
    return this.#decoder.decode(this.#bytes.subarray(start, end)).trim();
  }
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(newline, from);
  return at < 0 ? bytes.length : at;
}

function find(bytes: Uint8Array, text: string, start: number, end: number): number {
  const key = new TextEncoder().encode(text);
  const first = key[0] as number;
  for (
    let at = bytes.indexOf(first, start);
    at >= 0 && at + key.length <= end;
    at = bytes.indexOf(first, at + 1)
  ) {
    let n = 1;
    while (n < key.length && bytes[at + n] === key[n]) n++;
    if (n === key.length) return at;
  }
  return -1;
}
