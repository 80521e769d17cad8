import { addressKey, formatAddress, formatKey, routingIdOf } from '../../model/address.ts';
import type { Diagnostic, Position } from '../../model/diagnostic.ts';
import type { PciFunction } from '../../model/function.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { type Entry, Listed } from '../listed.ts';

/*
 * Node devices of libvirt, as `virsh nodedev-dumpxml` prints them, one after another (libvirt.org/formatnode.html).
 * libvirt writes them in one way only, so that their few elements are found without an XML parser.
 */
const device = /<device>/g;
/** What a device that has no end was to be. */
const begunPci = /<capability type=['"]pci['"]|<name>\s*pci_[0-9a-f]/;
const pci = /<capability type=['"]pci['"]>([\s\S]*)<\/capability>/;
/** Without what follows the last of these: an end that does not come is looked for from every beginning. */
const upTo = (text: string, end: string): string => text.slice(0, text.lastIndexOf(end) + end.length);
const number = (text: string, name: string): number =>
  Number(new RegExp(`<${name}>\\s*(\\w+)\\s*</${name}>`).exec(text)?.[1] ?? Number.NaN);
const relation =
  /<capability type=['"](phys_function|virt_functions|pci-bridge|cardbus-bridge|mdev_types|vpd)['"]([^>]*?)(?:\/>|>([\s\S]*?)<\/capability>)/g;
const place = /<address domain=['"](\w+)['"] bus=['"](\w+)['"] slot=['"](\w+)['"] function=['"](\w+)['"]/g;
const link = /<link validity=['"](cap|sta)['"]([^>]*)>/g;
const speeds: Readonly<Record<string, number>> = { '2.5': 1, 5: 2, 8: 3, 16: 4, 32: 5, 64: 6 };

function* addressesIn(text: string): Generator<string> {
  for (const [, ...digits] of text.matchAll(place)) {
    const [domain = 0, bus = 0, slot = 0, fn = 0] = digits.map(Number);
    yield formatAddress(domain, routingIdOf(bus, slot, fn));
  }
}

function read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[] {
  const text = new TextDecoder().decode(bytes);
  const functions = new Listed(file, 'libvirt', diagnostics);
  let line = 1;
  let from = 0;
  const starts = [...text.matchAll(device)].map(({ index }) => index);
  for (const [n, start] of starts.entries()) {
    for (; from < start; from++) if (text.charCodeAt(from) === 0x0a) line++;
    const begun = text.slice(start, starts[n + 1]);
    if (!begun.includes('</device>')) {
      if (begunPci.test(begun)) diagnostics.push(cutOff(begun, { file, line, column: 1 }));
      continue;
    }
    const whole = upTo(begun, '</device>');
    const inside = pci.exec(upTo(whole, '</capability>'))?.[1];
    if (inside === undefined) continue;
    const relations = upTo(inside, '</capability>');
    const own = relations.replaceAll(relation, '') + inside.slice(relations.length);
    const [domain = 0, bus = 0, slot = 0, fn = 0] = ['domain', 'bus', 'slot', 'function'].map((name) =>
      number(own, name),
    );
    if (
      ![domain, bus, slot, fn].every((value) => Number.isInteger(value) && value >= 0) ||
      bus > 255 ||
      slot > 31 ||
      fn > 7
    ) {
      const message = 'this device has no usable domain, bus, slot and function; it was skipped';
      diagnostics.push({
        code: 'rows/bad-address',
        severity: 'error',
        message,
        at: { file, line, column: 1 },
      });
      continue;
    }
    const entry = functions.of(addressKey(domain, routingIdOf(bus, slot, fn)), line);
    if (!entry) continue;
    stateOwn(entry, own, line);
    const driver = /<driver>\s*<name>([^<]+)<\/name>/.exec(whole)?.[1];
    if (driver) entry.facts.fact('driver', driver, entry.at(line));
    for (const [, which = '', attributes = '', inner = ''] of inside.matchAll(relation))
      stateRelation(entry, which, attributes, inner, line);
    const tooMany = overMaxCount(inside);
    if (tooMany !== undefined)
      diagnostics.push({
        code: 'stated/conflict',
        severity: 'warning',
        message: tooMany,
        at: entry.at(line),
        function: formatKey(entry.key),
      });
  }
  return functions.finish();
}

/** Half a device would state less of it than libvirt did, so nothing of it is taken. */
function cutOff(begun: string, at: Position): Diagnostic {
  const name = /<name>\s*([^<\s]+)\s*<\/name>/.exec(begun)?.[1];
  const which = name === undefined ? 'this device' : `the device ${name}`;
  const message = `${which} is cut off: it has no </device>; it was skipped`;
  return { code: 'input/cut-off', severity: 'error', message, at };
}

/** What is beside the relations to other Functions. */
function stateOwn(entry: Entry, own: string, line: number): void {
  const { facts } = entry;
  const at = entry.at(line);
  const kind = /<class>\s*(0x[0-9a-f]{1,6})\s*</i.exec(own)?.[1];
  if (kind) facts.classCode(Number(kind), 24, at);
  const names: string[] = [];
  for (const [name, fact] of [
    ['vendor', 'vendorId'],
    ['product', 'deviceId'],
  ] as const) {
    const match = new RegExp(`<${name} id=['"](0x[0-9a-f]{4})['"][^>]*?(?:/>|>([^<]*)<)`, 'i').exec(own);
    if (match) facts.fact(fact, Number(match[1]), at);
    if (match?.[2]) names.push(match[2]);
  }
  if (names.length > 0) {
    entry.text = names.join(' ');
    facts.fact('name', entry.text, at);
  }
  const group = /<iommuGroup number=['"](\d{1,6})['"]/.exec(own)?.[1];
  if (group) facts.fact('iommuGroup', Number(group), at);
  const node = /<numa node=['"](\d{1,5})['"]/.exec(own)?.[1];
  if (node) facts.fact('numaNode', Number(node), at);
  for (const [, which, attributes = ''] of own.matchAll(link)) {
    const [width, speed] = ['width', 'speed'].map(
      (name) => new RegExp(`\\b${name}=['"]([\\d.]{1,4})['"]`).exec(attributes)?.[1],
    );
    const isNow = which === 'sta';
    const code = speeds[speed ?? ''];
    if (width !== undefined && Number(width) <= 32)
      facts.field(
        isNow ? 'pcie.link_status.negotiated_link_width' : 'pcie.link_capabilities.maximum_link_width',
        Number(width),
        at,
      );
    if (code !== undefined)
      facts.field(
        isNow ? 'pcie.link_status.current_link_speed' : 'pcie.link_capabilities.max_link_speed',
        code,
        at,
      );
  }
}

/** libvirt reads maxCount and the list of VFs of the same PF, so that the list cannot be the longer one. */
function overMaxCount(inside: string): string | undefined {
  for (const [, which, attributes = '', inner = ''] of inside.matchAll(relation)) {
    const most = /\bmaxCount=['"](\d{1,5})['"]/.exec(attributes)?.[1];
    if (which !== 'virt_functions' || most === undefined) continue;
    const count = [...addressesIn(inner)].length;
    if (count > Number(most)) return `maxCount is ${most}, but ${count} VFs are listed`;
  }
  return undefined;
}

function stateRelation(entry: Entry, which: string, attributes: string, inner: string, line: number): void {
  const { facts } = entry;
  const at = entry.at(line);
  const addresses = [...addressesIn(inner)];
  if (which === 'phys_function') {
    for (const address of addresses.slice(0, 1)) facts.fact('pf', address, at);
  } else if (which === 'virt_functions') {
    facts.capability({ kind: 'extended', name: 'sriov', title: which });
    // In the order of their numbers.
    for (const [n, address] of addresses.entries()) facts.vf(n, address, at);
    const most = /\bmaxCount=['"](\d{1,5})['"]/.exec(attributes)?.[1];
    if (most) facts.fact('driverTotalVfs', Number(most), at);
    facts.field('sriov.num_vfs', addresses.length, at);
  } else if (which === 'pci-bridge' || which === 'cardbus-bridge') {
    facts.fact('headerType', which === 'pci-bridge' ? 1 : 2, at);
  }
}

export default {
  name: 'libvirt',
  title: "libvirt's nodedev XML: IDs, VFs, IOMMU groups, drivers, no bytes",
  kind: 'file',
  ownSyntax: true,
  rank: 20,
  capture: {
    again:
      'Write the XML again: virsh nodedev-dumpxml of each name that virsh nodedev-list --cap pci prints.',
    bytes: "libvirt's XML has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.",
    extended: "libvirt's XML has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.",
    facts:
      'Make the capabilities phys_function and virt_functions fit each other, or write the XML of all devices again.',
    others: 'Add their <device>, as virsh nodedev-dumpxml prints it.',
  },
  inventory: true,
  detect: ({ text }) => /<device>/.test(text) && begunPci.test(text),
  read,
} satisfies FileFormat;
