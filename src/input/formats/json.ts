import { type AddressKey, domainIn, parseAddress, routingIdIn } from '../../model/address.ts';
import { base64Of, bytesOfBase64 } from '../../model/base64.ts';
import { ConfigSpace, configSpaceSize, type Range } from '../../model/config-space.ts';
import type { DiagnosticCode } from '../../model/diagnostic-codes.ts';
import { type Origin, PciFunction, type Surroundings } from '../../model/function.ts';
import { withFacts } from '../beside.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { statedFrom, statedJson, withoutKnown } from '../stated-json.ts';
import { statedOf } from './sysfs/stated.ts';

/* lsvf's own form: everything that lsvf knows about Functions, nothing else. */

const schemaVersion = 1;
const marker = 'functions';
const marked = new RegExp(`"lsvf"\\s*:\\s*"${marker}"`);

interface Place {
  readonly line: number;
  readonly column: number;
}

const start: Place = { line: 1, column: 1 };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function functionJson(fn: PciFunction): Json {
  const { text, attributes, links } = fn.surroundings;
  const { config, origin } = fn;
  const stated = withoutKnown(statedJson(fn.stated), statedJson(statedOf(attributes, links)));
  return {
    address: fn.address,
    ...(text === undefined ? {} : { text }),
    ...(attributes ? { attributes: Object.fromEntries(attributes) } : {}),
    ...(links ? { links: Object.fromEntries(links) } : {}),
    ...(stated ? { stated } : {}),
    ...(origin.file === ''
      ? {}
      : { source: origin.kind === 'rows' ? `${origin.file}:${origin.line}` : origin.file }),
    known: config.knownRanges.map(({ start, end }) => [start, end]),
    bytes: base64Of(knownBytes(config)),
  };
}

/** The known bytes one after another. */
function knownBytes(config: ConfigSpace): Uint8Array {
  const bytes = new Uint8Array(config.knownBytes);
  let at = 0;
  for (const { start, end } of config.knownRanges) {
    bytes.set(config.slice(start, end), at);
    at += end - start;
  }
  return bytes;
}

/** A function with one line for each of its keys, so that messages can point at it and text tools can compare. */
function lines(record: Json): string {
  const rows = Object.entries(record).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${rows.join(',\n')}\n}`;
}

class Reader {
  readonly functions: PciFunction[] = [];
  readonly #file: string;
  readonly #diagnostics: Diagnostics;
  readonly #seen = new Map<number, number>();

  constructor(file: string, diagnostics: Diagnostics) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  /** `place` is where the record's address is. */
  take(record: unknown, index: number, place: Place): void {
    const where = `functions[${index}]`;
    const read = isObject(record) ? readRecord(record) : ' is not an object';
    if (!isObject(record) || typeof read === 'string') {
      this.report('json/bad-function', `${where}${read}; it was skipped`, place);
      return;
    }
    const { key, config } = read;
    const { text } = record;
    const attributes = this.#texts(record['attributes'], `${where}.attributes`, place);
    const links = this.#texts(record['links'], `${where}.links`, place);
    const stated =
      record['stated'] === undefined
        ? undefined
        : statedFrom(record['stated'], (what) =>
            this.report(
              'json/bad-text',
              `${where}.stated${what} states nothing known; it was left out`,
              place,
            ),
          );
    if (text !== undefined && typeof text !== 'string')
      this.report('json/bad-text', `${where}.text is not text; it was left out`, place);
    const surroundings: Surroundings = {
      ...(typeof text === 'string' ? { text } : {}),
      ...(attributes ? { attributes } : {}),
      ...(links ? { links } : {}),
      ...(stated ? { stated: () => stated } : {}),
    };
    const { line } = place;
    const all = { offset: 0, length: configSpaceSize, ...place, step: 0 };
    const origin: Origin = { kind: 'rows', file: this.#file, line, firstRow: line, irregular: [all] };
    const fn = new PciFunction(domainIn(key), routingIdIn(key), config, origin, withFacts(surroundings));
    const before = this.#seen.get(key);
    if (before === undefined) this.#seen.set(key, line);
    else {
      const message = `${fn.address} is in this file more than once (first in line ${before}); the one with more bytes is used`;
      this.report('json/duplicate-function', message, place);
    }
    this.functions.push(fn);
  }

  #texts(value: unknown, where: string, place: Place): Map<string, string> | undefined {
    if (value === undefined) return undefined;
    if (!isObject(value)) {
      this.report('json/bad-text', `${where} is not an object; it was left out`, place);
      return undefined;
    }
    const texts = new Map<string, string>();
    for (const [name, text] of Object.entries(value)) {
      if (typeof text === 'string') texts.set(name, text);
      else
        this.report('json/bad-text', `${where}[${JSON.stringify(name)}] is not text; it was left out`, place);
    }
    return texts;
  }

  report(code: DiagnosticCode, message: string, place: Place): void {
    const at = { file: this.#file, ...place };
    this.#diagnostics.push({ code, severity: 'error', message, at });
  }
}

/** Address and bytes of a record, or what is wrong with it. */
function readRecord(record: Json): { key: AddressKey; config: ConfigSpace } | string {
  const { address } = record;
  const key = typeof address === 'string' ? parseAddress(address) : undefined;
  if (key === undefined) return '.address is not an address such as "0000:01:00.0"';
  const config = configOf(record);
  return typeof config === 'string' ? config : { key, config };
}

/** The bytes of a record, or what is wrong with them. */
function configOf({ known, bytes }: Json): ConfigSpace | string {
  if (!Array.isArray(known)) return '.known is not a list of [start, end] pairs';
  const ranges: Range[] = [];
  let last = -1;
  let total = 0;
  for (const [n, range] of known.entries()) {
    const [start, end] = Array.isArray(range) && range.length === 2 ? (range as unknown[]) : [];
    if (!isOffset(start) || !isOffset(end) || start >= end || start <= last)
      return `.known[${n}] is not a [start, end] in 0 to ${configSpaceSize} after the one before`;
    ranges.push({ start, end });
    last = end;
    total += end - start;
  }
  const decoded = typeof bytes === 'string' ? bytesOfBase64(bytes) : undefined;
  if (!decoded) return '.bytes is not base64';
  if (decoded.length !== total) return `.bytes holds ${decoded.length} bytes, but .known says ${total}`;
  const [first] = ranges;
  if (ranges.length === 0 || (ranges.length === 1 && first?.start === 0)) return ConfigSpace.of(decoded);
  const store = new Uint8Array(last);
  let at = 0;
  for (const { start, end } of ranges) {
    store.set(decoded.subarray(at, at + end - start), start);
    at += end - start;
  }
  return new ConfigSpace(store, 0, last, last, ranges);
}

const isOffset = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= configSpaceSize;

/** Where each `"address"` key of an object in a list is, in order. */
function addressPlaces(text: string): Place[] {
  const found: Place[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  for (const match of text.matchAll(/(?<=[{,]\s*)"address"\s*:/g)) {
    for (; at < match.index; at++) {
      if (text.charCodeAt(at) !== 0x0a) continue;
      line++;
      lineStart = at + 1;
    }
    found.push({ line, column: match.index - lineStart + 1 });
  }
  return found;
}

export default {
  kind: 'file',
  ownSyntax: true,
  name: 'json',
  title: "lsvf's own JSON, which holds everything",
  rank: 5,
  extension: 'json',
  detect: ({ text }) => /^(?:\xef\xbb\xbf)?\s*\{/.test(text) && marked.test(text),
  read(file, bytes, diagnostics) {
    const reader = new Reader(file, diagnostics);
    const text = new TextDecoder().decode(bytes);
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch (error) {
      reader.report('json/syntax', `this is not JSON: ${(error as Error).message}`, start);
      return [];
    }
    if (!isObject(document) || document['lsvf'] !== marker) {
      reader.report(
        'json/not-lsvf',
        `the file does not begin with {"lsvf": "${marker}"}, as convert --to json writes it`,
        start,
      );
      return [];
    }
    if (document['schema_version'] !== schemaVersion) {
      const version = document['schema_version'];
      const stated = typeof version === 'number' ? `is ${version}` : 'is not a number';
      reader.report(
        'json/schema-version',
        `schema_version ${stated}; this lsvf reads ${schemaVersion}`,
        start,
      );
      return [];
    }
    const { functions } = document;
    if (!Array.isArray(functions)) {
      reader.report('json/no-list', 'functions is not a list', start);
      return [];
    }
    const places = addressPlaces(text);
    const placed = places.length === functions.length;
    for (const [n, record] of functions.entries())
      reader.take(record, n, placed ? (places[n] ?? start) : start);
    return reader.functions;
  },
  *write(functions) {
    yield `{"lsvf": "${marker}", "schema_version": ${schemaVersion}, "functions": [\n`;
    let first = true;
    for (const fn of functions) {
      yield `${first ? '' : ',\n'}${lines(functionJson(fn))}`;
      first = false;
    }
    yield '\n]}\n';
  },
} satisfies FileFormat;
