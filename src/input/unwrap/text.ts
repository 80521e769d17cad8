import type { PositionMap } from '../../model/diagnostic.ts';

const newline = 0x0a;
/** A rounding error must not move a column. */
const epsilon = 1e-6;
/** Numbers of a segment: where it begins in its line, the file's line and column of that, columns a character takes. */
const fields = 4;

/** Lines without an end, one character for one byte, so that a column is a byte's. */
export class Text implements PositionMap {
  readonly lines: readonly string[];
  /** Index of each line's first segment, and one more; without segments all is where the file has it. */
  readonly #starts: Int32Array | undefined;
  readonly #segments: Float64Array | undefined;

  constructor(lines: readonly string[], starts?: Int32Array, segments?: Float64Array) {
    this.lines = lines;
    this.#starts = starts;
    this.#segments = segments;
  }

  /** The text of a file as it is. A mark of the byte order takes no column in an editor. */
  static of(bytes: Uint8Array): Text {
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const text = latin1(hasMark ? bytes.subarray(3) : bytes);
    const lines = text.split('\n');
    if (!text.includes('\r')) return new Text(lines);
    return new Text(lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)));
  }

  /** Characters, line ends included. */
  get length(): number {
    return this.lines.reduce((sum, { length }) => sum + length + 1, -1);
  }

  get bytes(): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, this.length));
    let at = 0;
    for (const line of this.lines) {
      if (at > 0) bytes[at - 1] = newline;
      for (let n = 0; n < line.length; n++) bytes[at++] = line.charCodeAt(n);
      at++;
    }
    return bytes;
  }

  /** Where a place of this text is in the file, both counted from 1. */
  at(line: number, column: number): { line: number; column: number } {
    const row = Math.min(Math.max(line, 1), this.lines.length) - 1;
    const place = this.place(row, Math.max(column, 1) - 1);
    return { line: place.line + 1, column: Math.floor(place.column + epsilon) + 1 };
  }

  /** The same counted from 0, with the columns that a character takes there and how many characters this holds for. */
  place(line: number, column: number): { line: number; column: number; step: number; length: number } {
    if (!this.#starts || !this.#segments) return { line, column, step: 1, length: Number.POSITIVE_INFINITY };
    const first = this.#starts[line] as number;
    let low = first;
    let high = (this.#starts[line + 1] as number) - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle * fields] as number) <= column) low = middle;
      else high = middle - 1;
    }
    const end = low + 1 < (this.#starts[line + 1] as number) ? this.#segments[(low + 1) * fields] : undefined;
    const at = low * fields;
    const [from = 0, toLine = 0, toColumn = 0, step = 1] = this.#segments.subarray(at, at + fields);
    return {
      line: toLine,
      column: toColumn + step * Math.max(0, column - from),
      step,
      length: (end ?? Number.POSITIVE_INFINITY) - column,
    };
  }
}

const decoder = new TextDecoder('latin1');

/** What TextDecoder takes for Latin-1 is windows-1252, which has characters above FFh for most of 80h to 9Fh. */
function latin1(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (!/[^\0-\xff]/.test(text)) return text;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  }
  return parts.join('');
}

/** Makes a text out of another one, and keeps where everything stood in the file. */
export class TextBuilder {
  readonly #source: Text;
  readonly #lines: string[] = [];
  #starts = new Int32Array(1024);
  #segments = new Float64Array(1024 * fields);
  #count = 0;
  #line = '';

  constructor(source: Text) {
    this.#source = source;
  }

  /** The text of the line that is being written. */
  get line(): string {
    return this.#line;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  /** Takes characters [from, to) of a line of the source as they are. */
  copy(line: number, from = 0, to = this.#source.lines[line]?.length ?? 0): this {
    const text = this.#source.lines[line] ?? '';
    for (let at = from; at < to; ) {
      const place = this.#source.place(line, at);
      const next = Math.min(to, at + place.length);
      this.#add(at - from + this.#line.length, place);
      at = next;
    }
    this.#line += from === 0 && to >= text.length ? text : text.slice(from, to);
    return this;
  }

  /** Writes other characters for what is at a place of the source; each takes `step` columns there. */
  put(text: string, line: number, column: number, step = 0): this {
    if (text === '') return this;
    const place = this.#source.place(line, column);
    this.#add(this.#line.length, { ...place, step: place.step * step });
    this.#line += text;
    return this;
  }

  /** Takes the last characters of the line away again. */
  drop(count: number): this {
    this.#line = this.#line.slice(0, Math.max(0, this.#line.length - count));
    const first = this.#starts[this.#lines.length] as number;
    while (
      this.#count > first + 1 &&
      (this.#segments[(this.#count - 1) * fields] as number) >= this.#line.length
    )
      this.#count--;
    return this;
  }

  /** Ends the line; an empty one is at this place of the source. */
  end(line: number, column = 0): this {
    const lineNumber = this.#lines.length;
    if (this.#count === this.#starts[lineNumber]) this.#add(0, this.#source.place(line, column));
    this.#lines.push(this.#line);
    this.#line = '';
    if (lineNumber + 2 > this.#starts.length) {
      const starts = new Int32Array(this.#starts.length * 2);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    this.#starts[lineNumber + 1] = this.#count;
    return this;
  }

  /** The whole line of the source. */
  copyLine(line: number, from = 0, to?: number): this {
    return this.copy(line, from, to).end(line, from);
  }

  finish(): Text {
    if (this.#line !== '' || this.#lines.length === 0) this.end(0);
    return new Text(
      this.#lines,
      this.#starts.slice(0, this.#lines.length + 1),
      this.#segments.slice(0, this.#count * fields),
    );
  }

  #add(at: number, place: { line: number; column: number; step: number }): void {
    const last = (this.#count - 1) * fields;
    if (this.#count > (this.#starts[this.#lines.length] as number)) {
      const [from = 0, line, column = 0, step = 0] = this.#segments.subarray(last, last + fields);
      const goesOn = line === place.line && step === place.step && step !== 0;
      if (goesOn && Math.abs(column + step * (at - from) - place.column) < epsilon) return;
      // Nothing was written there.
      if (from === at) this.#count--;
    }
    if ((this.#count + 1) * fields > this.#segments.length) {
      const segments = new Float64Array(this.#segments.length * 2);
      segments.set(this.#segments);
      this.#segments = segments;
    }
    this.#segments.set([at, place.line, place.column, place.step], this.#count * fields);
    this.#count++;
  }
}
