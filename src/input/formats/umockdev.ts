import { type AddressKey, domainIn, parseAddress, routingIdIn } from '../../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../../model/config-space.ts';
import type { DiagnosticCode } from '../../model/diagnostic-codes.ts';
import { type Origin, PciFunction } from '../../model/function.ts';
import { withFacts } from '../beside.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { otherIdentity } from '../record-identity.ts';
import { umockdevRecords } from '../umockdev-records.ts';
import { attributes, isLink } from './sysfs.ts';

const kept: ReadonlySet<string> = new Set(attributes);

const simpleEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_all, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8) & 0xff) : (simpleEscapes[code] ?? code),
  );

/** Reads records: `P:` begins one, `A:` is an attribute, `H:` one in hex, `L:` a link, `E:` a property of udev. */
class Reader {
  readonly functions: PciFunction[] = [];
  readonly #file: string;
  readonly #diagnostics: Diagnostics;
  readonly #seen = new Map<number, number>();
  #line = 0;
  #start = 0;
  #key: number | undefined;
  #texts = new Map<string, string>();
  #links = new Map<string, string>();
  #config: { bytes: Uint8Array; line: number } | undefined;

  constructor(file: string, diagnostics: Diagnostics) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  read(text: string): void {
    for (const line of text.split(/\r?\n/)) {
      this.#line++;
      this.#take(line);
    }
    this.#close();
  }

  #take(line: string): void {
    if (line === '' || line.startsWith('#')) return;
    const match = /^([A-Z]): (?:([^=]*)=)?(.*)$/.exec(line);
    const [, kind = '', name = '', value = ''] = match ?? [];
    if (kind === 'P') this.#open(line.slice(3));
    else if (!match)
      this.#report('warning', 'umockdev/unknown-line', 'this line is none of a record; it was skipped', 1);
    else if (this.#key === undefined) return;
    else if (kind === 'A' && kept.has(name)) this.#texts.set(name, unescaped(value).trimEnd());
    else if (kind === 'L' && isLink(name)) this.#links.set(name, value.slice(value.lastIndexOf('/') + 1));
    else if (kind === 'E') this.#takeProperty(name, value, this.#key);
    else if (kind === 'H' && name === 'config') this.#takeConfig(value, line.length - value.length + 1);
  }

  #takeProperty(name: string, value: string, own: AddressKey): void {
    if (name === 'SUBSYSTEM') this.#links.set('subsystem', value);
    const astray = otherIdentity(name, value.trimEnd(), own);
    if (astray !== undefined) this.#report('warning', 'stated/conflict', astray, 1);
  }

  /** Only Functions' own folders count: below them are other devices. */
  #open(path: string): void {
    this.#close();
    this.#key = parseAddress(path.slice(path.lastIndexOf('/') + 1));
    this.#start = this.#line;
    this.#texts = new Map();
    this.#links = new Map();
    this.#config = undefined;
  }

  #takeConfig(text: string, column: number): void {
    const digits = /^[0-9a-f]*/i.exec(text)?.[0] ?? '';
    const length = digits.length >> 1;
    if (length * 2 < text.length) {
      const message = `'${text.slice(length * 2, length * 2 + 8)}' is not a byte in hex digits; the ${length} bytes before it are kept`;
      this.#report('error', 'umockdev/bad-byte', message, column + length * 2);
    }
    if (length > configSpaceSize)
      this.#report(
        'error',
        'umockdev/too-long',
        'bytes past FFFh, the end of configuration space, were skipped',
        column,
      );
    const bytes = new Uint8Array(Math.min(length, configSpaceSize));
    for (let n = 0; n < bytes.length; n++) bytes[n] = parseInt(digits.slice(2 * n, 2 * n + 2), 16);
    this.#config = { bytes, line: this.#line };
  }

  #close(): void {
    const key = this.#key;
    if (key === undefined) return;
    const bytes = this.#config?.bytes ?? new Uint8Array(0);
    const line = this.#config?.line ?? this.#start;
    const column = 'H: config='.length + 1;
    const origin: Origin = {
      kind: 'rows',
      file: this.#file,
      line: this.#start,
      firstRow: line,
      irregular: [{ offset: 0, length: configSpaceSize, line, column, step: 2 }],
    };
    const beside = withFacts({ attributes: this.#texts, links: this.#links });
    const fn = new PciFunction(domainIn(key), routingIdIn(key), ConfigSpace.of(bytes), origin, beside);
    const before = this.#seen.get(key);
    if (before === undefined) this.#seen.set(key, this.#start);
    else {
      const message = `${fn.address} is in this file more than once (first in line ${before}); the one with more bytes is used`;
      this.#report('error', 'umockdev/duplicate-function', message, 1, this.#start);
    }
    this.functions.push(fn);
    this.#key = undefined;
  }

  #report(
    severity: 'error' | 'warning',
    code: DiagnosticCode,
    message: string,
    column: number,
    line = this.#line,
  ): void {
    const at = { file: this.#file, line, column };
    this.#diagnostics.push({ code, severity, message, at });
  }
}

const start = /^(?:\s|#.*\n)*P: \/(?:sys\/)?devices\//;
/** The records of udev itself have an `L:` as well, with a number. */
const isRecord = /^(?:[AH]: |L: [^=\n]{1,80}=)/m;
const isFunction = /^P: \S*\/[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\r?$/im;

export default {
  kind: 'file',
  ownSyntax: true,
  name: 'umockdev',
  title: 'records of umockdev',
  rank: 20,
  comment: '#',
  capture: {
    again: 'Record the device again as root: umockdev-record /sys/bus/pci/devices/ADDRESS.',
    bytes:
      'Add the line H: config=… to its record, with what xxd -p -c 4096 of config prints as root, or record it again as root.',
    extended:
      'Put all 4096 bytes into the line H: config=…, as xxd -p -c 4096 of config prints them as root.',
    facts: 'Make the lines A:, L: and H: config of the record fit, or record the device again.',
    others: 'Record the other devices too: umockdev-record takes several.',
  },
  saysUnused: true,
  extension: 'umockdev',
  detect: ({ text }) => start.test(text) && isFunction.test(text) && isRecord.test(text),
  read(file, bytes, diagnostics) {
    const reader = new Reader(file, diagnostics);
    reader.read(new TextDecoder().decode(bytes));
    return reader.functions;
  },
  write: (functions, bridgeAbove) => umockdevRecords(functions, attributes, bridgeAbove),
} satisfies FileFormat;
