import { type AddressKey, domainIn, formatKey, routingIdIn } from '../model/address.ts';
import type { Position } from '../model/diagnostic.ts';
import { PciFunction, type Surroundings } from '../model/function.ts';
import type { StatedBy } from '../model/stated.ts';
import { surroundingsOf } from './as-sysfs.ts';
import type { Diagnostics } from './diagnostics.ts';
import { Facts } from './facts.ts';
import { noBytes } from './join.ts';

/** More Functions than four full domains have are not a list. */
const mostFunctions = 4 << 16;

/** One Function that a text names, and what it states of it. */
export class Entry {
  readonly key: AddressKey;
  readonly line: number;
  readonly facts: Facts;
  /** Vendor and device, or the device alone, as the text has them. */
  text?: string;
  readonly #file: string;

  constructor(key: AddressKey, line: number, facts: Facts, file: string) {
    this.key = key;
    this.line = line;
    this.facts = facts;
    this.#file = file;
  }

  at(line: number, column = 1): Position {
    return { file: this.#file, line, column };
  }

  surroundings(): Surroundings {
    return surroundingsOf(this.facts.build(), this.text);
  }

  toFunction(): PciFunction {
    const { key, line } = this;
    const origin = { kind: 'rows', file: this.#file, line, firstRow: line } as const;
    return new PciFunction(domainIn(key), routingIdIn(key), noBytes, origin, this.surroundings());
  }
}

/** Functions that a text names without their bytes, in its order. */
export class Listed {
  readonly file: string;
  readonly #by: StatedBy;
  readonly #diagnostics: Diagnostics;
  readonly #entries = new Map<AddressKey, Entry>();
  #skipped = 0;
  #firstSkipped = 0;

  constructor(file: string, by: StatedBy, diagnostics: Diagnostics) {
    this.file = file;
    this.#by = by;
    this.#diagnostics = diagnostics;
  }

  get entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  get(key: AddressKey): Entry | undefined {
    return this.#entries.get(key);
  }

  /** What is stated of this Function; a new entry where the text has not named it before. */
  of(key: AddressKey, line: number): Entry | undefined {
    const known = this.#entries.get(key);
    if (known) return known;
    if (this.#entries.size >= mostFunctions) {
      const message = `more than ${mostFunctions} functions are listed; this one was skipped`;
      this.#diagnostics.push({ code: 'input/too-large', severity: 'error', message, at: this.#at(line) });
      return undefined;
    }
    const entry = new Entry(key, line, new Facts(this.#by), this.file);
    this.#entries.set(key, entry);
    return entry;
  }

  forget(key: AddressKey): void {
    this.#entries.delete(key);
  }

  badAddress(line: number, message = 'this is not the address of a function; the line was skipped'): void {
    this.#diagnostics.push({
      code: 'rows/bad-address',
      severity: 'warning',
      message,
      at: this.#at(line),
    });
  }

  /** A line of other text: they are counted, and said once. */
  skip(line: number): void {
    if (this.#skipped++ === 0) this.#firstSkipped = line;
  }

  readonly tooLong = (line: number, length: number): void =>
    this.#diagnostics.push({
      code: 'rows/unknown-line',
      severity: 'warning',
      message: `a line of ${length} characters was skipped`,
      at: this.#at(line),
    });

  finish(): PciFunction[] {
    this.#report();
    return [...this.#entries.values()].map((entry) => entry.toFunction());
  }

  /** The same text has bytes of some Functions: they take what is stated, and those without bytes follow. */
  finishWith(functions: readonly PciFunction[]): PciFunction[] {
    this.#report();
    const seen = new Set(functions.map(({ key }) => key));
    const merged = functions.map((fn) => {
      const entry = this.#entries.get(fn.key);
      if (!entry) return fn;
      const { domain, routingId, config, origin } = fn;
      return new PciFunction(domain, routingId, config, origin, {
        ...entry.surroundings(),
        ...(fn.surroundings.text ? { text: fn.surroundings.text } : {}),
      });
    });
    const others = [...this.#entries.values()].filter(({ key }) => !seen.has(key));
    return [...merged, ...others.map((entry) => entry.toFunction())];
  }

  #at(line: number): Position {
    return { file: this.file, line, column: 1 };
  }

  #report(): void {
    if (this.#skipped > 0) {
      const message =
        this.#skipped === 1
          ? 'this line states nothing of a function; it was skipped'
          : `${this.#skipped} lines state nothing of a function, the first of them here; they were skipped`;
      this.#diagnostics.remark({
        code: 'rows/other-text',
        severity: 'info',
        message,
        at: this.#at(this.#firstSkipped),
      });
    }
    for (const { key, facts } of this.#entries.values()) {
      for (const { what, first, second } of facts.conflicts) {
        const shown = [first, second].map(({ value }) =>
          Array.isArray(value) ? value.join(' ') : String(value),
        );
        const message = `${what} is stated as ${shown[0]} and as ${shown[1]}; the first is kept`;
        const at = second.at ?? this.#at(1);
        const diagnostic = { code: 'stated/conflict', severity: 'warning', message, at } as const;
        this.#diagnostics.push({ ...diagnostic, function: formatKey(key) });
      }
    }
  }
}
