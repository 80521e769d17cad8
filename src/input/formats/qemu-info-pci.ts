import { addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf } from '../hex-rows.ts';
import { type Entry, Listed } from '../listed.ts';
import { stateWindow } from '../window-facts.ts';

/*
 * QEMU's monitor, `info pci`: numbers of buses and devices are decimal, IDs and addresses hexadecimal; the class is in
 * words, or `Class 1920` in decimal where QEMU has none.
 */
const place = /^[ \t]*Bus {1,3}(\d{1,3}), device {1,4}(\d{1,2}), function ([0-7]):[ \t]*\r?$/im;
const device = /^[ \t]+(.{1,80}): PCI device ([0-9a-f]{4}):([0-9a-f]{4})[ \t]*$/i;
const subsystem = /^[ \t]+PCI subsystem ([0-9a-f]{4}):([0-9a-f]{4})[ \t]*$/i;
const interrupt = /^[ \t]+IRQ -?\d{1,9}, pin ([A-D])[ \t]*$/;
const bus = /^[ \t]+(BUS|secondary bus|subordinate bus) (\d{1,3})\.[ \t]*$/;
const window =
  /^[ \t]+(IO|memory|prefetchable memory) range \[0x([0-9a-f]{1,16}), 0x([0-9a-f]{1,16})\][ \t]*$/i;
const bar =
  /^[ \t]+BAR([0-6]): (?:I\/O|(32|64) bit( prefetchable)? memory) at 0x([0-9a-f]{1,16}) \[0x([0-9a-f]{1,16})\]\.?[ \t]*$/i;
const name = /^[ \t]+id "([^"]{0,80})"[ \t]*$/;

const busFields: Readonly<Record<string, string>> = {
  BUS: 'header.primary_bus_number',
  'secondary bus': 'header.secondary_bus_number',
  'subordinate bus': 'header.subordinate_bus_number',
};
const windowKinds: Readonly<Record<string, 'io' | 'memory' | 'prefetchable'>> = {
  IO: 'io',
  memory: 'memory',
  'prefetchable memory': 'prefetchable',
};
const hex = (digits: string | undefined): number => parseInt(digits ?? '', 16);
const big = (digits: string | undefined): bigint => BigInt(`0x${digits ?? '0'}`);
const unmapped = 0xffffffffffffffffn;

/** Takes a line below a Function's own, and says whether it is one. */
function takeDetail(text: string, line: number, entry: Entry): boolean {
  const { facts } = entry;
  const at = entry.at(line);
  const ofDevice = device.exec(text);
  const ofSubsystem = subsystem.exec(text);
  const ofBus = bus.exec(text);
  const ofWindow = window.exec(text);
  const ofBar = bar.exec(text);
  const pin = interrupt.exec(text)?.[1];
  if (ofDevice) {
    const [, words = '', vendor, id] = ofDevice;
    const code = /^Class (\d{1,5})$/.exec(words)?.[1];
    if (code === undefined) facts.fact('className', words, at);
    else facts.classCode(Number(code) << 8, 16, at);
    facts.fact('vendorId', hex(vendor), at);
    facts.fact('deviceId', hex(id), at);
  } else if (ofSubsystem) {
    facts.fact('subsystemVendorId', hex(ofSubsystem[1]), at);
    facts.fact('subsystemId', hex(ofSubsystem[2]), at);
  } else if (pin !== undefined) facts.field('header.interrupt_pin', pin.charCodeAt(0) - 0x40, at);
  else if (ofBus) {
    facts.fact('headerType', 1, at);
    facts.classCode(0x060400, 16, at);
    facts.field(busFields[ofBus[1] as string] as string, Number(ofBus[2]), at);
  } else if (ofWindow) {
    const kind = windowKinds[ofWindow[1] as string] ?? 'memory';
    stateWindow(facts, { kind, base: big(ofWindow[2]), last: big(ofWindow[3]) }, at);
  } else if (ofBar) takeBar(ofBar, line, entry);
  else return name.test(text);
  return true;
}

function takeBar(match: RegExpExecArray, line: number, entry: Entry): void {
  const [, index, width, prefetchable, first, last] = match;
  const address = big(first);
  const isMapped = address !== unmapped;
  entry.facts.region({
    index: Number(index),
    of: 'function',
    kind: width === undefined ? 'io' : 'memory',
    ...(isMapped ? { address } : { state: 'unassigned' }),
    // The end is in 64 bits as well, and passes the last address where none is assigned.
    size: ((big(last) - address) & unmapped) + 1n,
    ...(width === undefined
      ? {}
      : { width: width === '64' ? 64 : 32, prefetchable: prefetchable !== undefined }),
    at: entry.at(line),
  });
}

export default {
  kind: 'file',
  name: 'qemu-info-pci',
  title: "QEMU's info pci: IDs, BARs, buses and windows of bridges, no bytes",
  rank: 50,
  comment: '#',
  capture: {
    again: 'Ask the monitor again: info pci.',
    bytes: 'info pci has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    extended: 'info pci has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    facts: 'Ask the monitor again: info pci.',
    others: 'Keep the whole answer of info pci.',
  },
  inventory: true,
  detect: ({ text }) => place.test(text) && /: PCI device [0-9a-f]{4}:[0-9a-f]{4}/i.test(text),
  read(file, bytes, diagnostics) {
    const functions = new Listed(file, 'qemu', diagnostics);
    let current: Entry | undefined;
    for (const { text, number } of linesOf(bytes, functions.tooLong)) {
      const first = place.exec(text);
      if (first) {
        const [onBus = 0, slot = 0, fn = 0] = first.slice(1).map(Number);
        current = undefined;
        if (onBus > 0xff || slot > 0x1f) functions.badAddress(number);
        else current = functions.of(addressKey(0, routingIdOf(onBus, slot, fn)), number);
      } else if (!(current && takeDetail(text, number, current)) && text.trim() !== '')
        functions.skip(number);
    }
    return functions.finish();
  },
} satisfies FileFormat;
