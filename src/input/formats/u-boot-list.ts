import { type AddressKey, addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf } from '../hex-rows.ts';
import { Listed } from '../listed.ts';

/*
 * U-Boot's `pci`, `pci BUS` and `pci *` (cmd/pci.c): a line for each Function with its IDs, the base class in words and the
 * sub-class; and `pci bar`, the BARs of one.
 */
const listed =
  /(?<![0-9a-f.])([0-9a-f]{2,3})\.([01][0-9a-f])\.0([0-7]) {3}0x([0-9a-f]{4}) {5}0x([0-9a-f]{4}) {5}(\S[^\r\n]{0,40}?) +0x([0-9a-f]{2})(?=[ \t\r]*$)/im;
const barsOf = /\bpci b[a-z]{0,8} +([0-9a-f]{1,3})\.([0-9a-f]{1,2})\.([0-7])(?=[ \t\r]*$)/i;
const bar =
  /^ ([0-5]) {3}0x([0-9a-f]{16}) {2}0x([0-9a-f]{16}) {2}(32|64) {5}(I\/O|MEM) {3}(Prefetchable)?[ \t]*$/;

/** In the order of the codes, from 00h on. */
const baseClasses = [
  'Build before PCI Rev2.0',
  'Mass storage controller',
  'Network controller',
  'Display controller',
  'Multimedia device',
  'Memory controller',
  'Bridge device',
  'Simple comm. controller',
  'Base system peripheral',
  'Input device',
  'Docking station',
  'Processor',
  'Serial bus controller',
  '',
  'Intelligent controller',
  'Satellite controller',
  'Cryptographic device',
  'DSP',
];

function keyOf(digits: readonly (string | undefined)[]): AddressKey | undefined {
  const [bus = 0, device = 0, fn = 0] = digits.map((text) => parseInt(text ?? '', 16));
  return bus > 0xff || device > 0x1f ? undefined : addressKey(0, routingIdOf(bus, device, fn));
}

/** Takes the lines of lists and of `pci bar` one after another. */
export class UBootList {
  readonly #listed: Listed;
  #barsOf: AddressKey | undefined;
  /** 64-bit BARs listed before: U-Boot counts one of them once, though it takes two registers. */
  #wide = 0;

  constructor(listed: Listed) {
    this.#listed = listed;
  }

  /** Whether the line is one of them. */
  take(text: string, line: number): boolean {
    const first = listed.exec(text);
    if (first) {
      this.#takeFunction(first, line);
      return true;
    }
    const command = barsOf.exec(text);
    if (command) {
      this.#barsOf = keyOf(command.slice(1));
      this.#wide = 0;
      return true;
    }
    const match = this.#barsOf === undefined ? null : bar.exec(text);
    if (!match || this.#barsOf === undefined) return false;
    const entry = this.#listed.of(this.#barsOf, line);
    const [, index, base = '', size = '', width, kind, prefetchable] = match;
    entry?.facts.region({
      index: Number(index) + this.#wide,
      of: 'function',
      kind: kind === 'MEM' ? 'memory' : 'io',
      address: BigInt(`0x${base}`),
      size: BigInt(`0x${size}`),
      ...(kind === 'MEM'
        ? { width: width === '64' ? 64 : 32, prefetchable: prefetchable !== undefined }
        : {}),
      at: entry.at(line),
    });
    if (width === '64') this.#wide++;
    return true;
  }

  #takeFunction(match: RegExpExecArray, line: number): void {
    this.#barsOf = undefined;
    const key = keyOf(match.slice(1, 4));
    if (key === undefined) {
      this.#listed.badAddress(
        line,
        'U-Boot numbers the buses of all controllers through; one above FFh has no address here',
      );
      return;
    }
    const entry = this.#listed.of(key, line);
    if (!entry) return;
    const [vendor = 0, device = 0] = match.slice(4, 6).map((digits) => parseInt(digits, 16));
    const words = match[6] as string;
    const subClass = parseInt(match[7] as string, 16);
    const { facts } = entry;
    facts.fact('vendorId', vendor, entry.at(line));
    facts.fact('deviceId', device, entry.at(line));
    facts.fact('className', words, entry.at(line));
    facts.field('header.class_code.sub_class', subClass, entry.at(line));
    const base = baseClasses.indexOf(words);
    if (base >= 0) facts.classCode((base << 16) | (subClass << 8), 16, entry.at(line));
  }
}

export default {
  kind: 'file',
  name: 'u-boot-list',
  title: 'U-Boot: pci, a list without bytes, and pci bar',
  rank: 55,
  comment: '#',
  inventory: true,
  detect: ({ text }) => listed.test(text),
  read(file, bytes, diagnostics) {
    const functions = new Listed(file, 'u-boot', diagnostics);
    const reader = new UBootList(functions);
    for (const { text, number } of linesOf(bytes, functions.tooLong)) {
      if (!reader.take(text, number) && text.trim() !== '') functions.skip(number);
    }
    return functions.finish();
  },
} satisfies FileFormat;
