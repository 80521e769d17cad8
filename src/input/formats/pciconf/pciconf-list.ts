import type { FileFormat } from '../../format.ts';
import { linesOf } from '../../hex-rows.ts';
import { type Entry, Listed } from '../../listed.ts';
import { stateWindow } from '../../window-facts.ts';
import { type Listed as Capability, takeCapability } from './capabilities.ts';
import { keyOfSelector } from './selector.ts';

/*
 * FreeBSD's `pciconf -l` with -v, -b, -c, -B: a line for each Function with IDs, as `vendor=0x8086 device=0x10c9` or in
 * older versions `chip=0x10c98086`, and lines below it.
 */
const first =
  /^([\w-]{1,32}?)(\d{1,6})?@pci((?:\d{1,10}:){2,3}\d{1,3}):[ \t]+class=0x([0-9a-f]{6})(?: card=0x([0-9a-f]{8}) chip=0x([0-9a-f]{8}))? rev=0x([0-9a-f]{2}) hdr=0x([0-9a-f]{2})(?: vendor=0x([0-9a-f]{4}) device=0x([0-9a-f]{4}) subvendor=0x([0-9a-f]{4}) subdevice=0x([0-9a-f]{4}))?[ \t]*\r?$/im;
const named = /^ {4}(vendor|device|class|subclass) {1,8}= (?:'(.*)'|(.*?))[ \t]*$/;
const bar =
  /^ {4}(iov )?bar {1,4}\[([0-9a-f]{2,3})\] = type (I\/O Port|Memory|Prefetchable Memory), range +(-?\d{1,2}), base (?:0x)?([0-9a-f]{1,16}), size +(\d{1,20}), (enabled|disabled)/i;
const window =
  /^ {4}window\[([0-9a-f]{2})\] = type (I\/O Port|Memory|Prefetchable Memory), range +(\d{1,2}), addr 0x([0-9a-f]{1,16})-0x([0-9a-f]{1,16}), (enabled|disabled)/i;
const buses = /^ {4}bus range {1,4}= (\d{1,3})-(\d{1,3})[ \t]*$/;

const hex = (digits: string | undefined): number => parseInt(digits ?? '', 16);

/** Takes the lines one after another. */
export class PciconfList {
  readonly #listed: Listed;
  #entry: Entry | undefined;
  #capability: Capability | undefined;

  constructor(listed: Listed) {
    this.#listed = listed;
  }

  /** Whether the line is one of a list. */
  take(text: string, line: number): boolean {
    const match = first.exec(text);
    if (match) {
      this.#takeFunction(match, line);
      return true;
    }
    const entry = this.#entry;
    if (!entry || !text.startsWith('    ')) {
      if (text.trim() !== '') this.#entry = undefined;
      return false;
    }
    if (takeName(text, line, entry) || takeRange(text, line, entry)) return true;
    const ofBar = bar.exec(text);
    if (ofBar) this.#takeBar(ofBar, line, entry);
    else this.#capability = takeCapability(text, entry.facts, entry.at(line), this.#capability);
    return ofBar !== null || this.#capability !== undefined;
  }

  #takeFunction(match: RegExpExecArray, line: number): void {
    const [, driver = '', unit, selector = '', kind, card, chip, revision, header, ...ids] = match;
    this.#capability = undefined;
    this.#entry = undefined;
    const key = keyOfSelector(selector);
    if (key === undefined) {
      this.#listed.badAddress(line);
      return;
    }
    const entry = this.#listed.of(key, line);
    if (!entry) return;
    this.#entry = entry;
    const { facts } = entry;
    const at = entry.at(line);
    facts.classCode(hex(kind), 24, at);
    facts.fact('revision', hex(revision), at);
    facts.fact('headerType', hex(header) & 0x7f, at);
    facts.field('header.header_type.layout', hex(header) & 0x7f, at);
    const [vendor, device, subvendor, subdevice] =
      chip === undefined ? ids : [chip.slice(4), chip.slice(0, 4), card?.slice(4), card?.slice(0, 4)];
    if (vendor === undefined) return;
    facts.fact('vendorId', hex(vendor), at);
    facts.fact('deviceId', hex(device), at);
    // These are zeros for a bridge, whose header has no place for them.
    if ((hex(header) & 0x7f) !== 1) {
      facts.fact('subsystemVendorId', hex(subvendor), at);
      facts.fact('subsystemId', hex(subdevice), at);
    }
    if (unit !== undefined && driver !== 'none') facts.fact('driver', driver, at);
  }

  #takeBar(match: RegExpExecArray, line: number, entry: Entry): void {
    const [, isVf, register, type, range, base = '0', size = '0', enabled] = match;
    const { offset } = this.#capability ?? { offset: Number.NaN };
    const index = (hex(register) - (isVf ? offset + 0x24 : 0x10)) / 4;
    if (!Number.isInteger(index) || index < 0 || index > 5) return;
    const isIo = type === 'I/O Port';
    entry.facts.region({
      index,
      of: isVf ? 'vf' : 'function',
      kind: isIo ? 'io' : 'memory',
      ...(BigInt(`0x${base}`) === 0n ? { state: 'unassigned' } : { address: BigInt(`0x${base}`) }),
      ...(BigInt(size) === 0n ? {} : { size: BigInt(size) }),
      ...(isIo ? {} : { width: range === '64' ? 64 : 32, prefetchable: type === 'Prefetchable Memory' }),
      ...(enabled === 'disabled' && BigInt(`0x${base}`) !== 0n ? { state: 'disabled' } : {}),
      at: entry.at(line),
    });
  }
}

function takeName(text: string, line: number, entry: Entry): boolean {
  const match = named.exec(text);
  if (!match) return false;
  const [, what, quoted, plain = ''] = match;
  const words = (quoted ?? plain).trim();
  const at = entry.at(line);
  if (what === 'vendor') entry.text = words;
  else if (what === 'device') {
    entry.text = entry.text === undefined ? words : `${entry.text} ${words}`;
    entry.facts.fact('name', entry.text, at);
  } else if (what === 'subclass') entry.facts.fact('className', words, at);
  return true;
}

/** Buses and windows of a bridge. */
function takeRange(text: string, line: number, entry: Entry): boolean {
  const { facts } = entry;
  const at = entry.at(line);
  const ofBuses = buses.exec(text);
  const match = window.exec(text);
  if (ofBuses) {
    facts.field('header.secondary_bus_number', Number(ofBuses[1]), at);
    facts.field('header.subordinate_bus_number', Number(ofBuses[2]), at);
  } else if (match) {
    const [, , type, range, base = '0', last = '0'] = match;
    const kind = type === 'I/O Port' ? 'io' : type === 'Memory' ? 'memory' : 'prefetchable';
    const isWide = kind === 'io' ? range === '32' : range === '64';
    stateWindow(facts, { kind, base: BigInt(`0x${base}`), last: BigInt(`0x${last}`), isWide }, at);
  } else return false;
  return true;
}

export default {
  kind: 'file',
  name: 'pciconf-list',
  title: 'FreeBSD pciconf -l with -v, -b, -c: IDs, BARs, capabilities, SR-IOV, no bytes',
  rank: 55,
  comment: '#',
  capture: {
    again: 'Take the list again: pciconf -lvbc.',
    bytes: 'The list has no bytes: take them with pciconf -r SELECTOR 0:0xff.',
    extended: 'The list has no bytes: take them with pciconf -r SELECTOR 0:0xfff.',
    facts: 'Take the list again: pciconf -lvbc.',
    others: 'Take the list of all devices: pciconf -lvbc.',
  },
  inventory: true,
  detect: ({ text }) => first.test(text),
  read(file, bytes, diagnostics) {
    const functions = new Listed(file, 'pciconf', diagnostics);
    const reader = new PciconfList(functions);
    for (const { text, number } of linesOf(bytes, functions.tooLong)) {
      if (!reader.take(text, number) && text.trim() !== '') functions.skip(number);
    }
    return functions.finish();
  },
} satisfies FileFormat;
