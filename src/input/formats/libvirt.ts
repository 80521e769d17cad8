import { formatAddress, routingIdOf } from '../../model/address.ts';
import { PciFunction } from '../../model/function.ts';
import { withFacts } from '../beside.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { noBytes } from '../join.ts';

/*
 * Node devices of libvirt, as `virsh nodedev-dumpxml` prints them, one after another (libvirt.org/formatnode.html).
 * libvirt writes them in one way only, so that their few elements are found without an XML parser.
 */
const device = /<device>[\s\S]*?<\/device>/g;
const pci = /<capability type=['"]pci['"]>([\s\S]*)<\/capability>/;
const number = (text: string, name: string): number =>
  Number(new RegExp(`<${name}>\\s*(\\w+)\\s*</${name}>`).exec(text)?.[1] ?? Number.NaN);
const relation = /<capability type=['"](phys_function|virt_functions)['"][^>]*>([\s\S]*?)<\/capability>/g;
const place = /<address domain=['"](\w+)['"] bus=['"](\w+)['"] slot=['"](\w+)['"] function=['"](\w+)['"]/g;

function* addressesIn(text: string): Generator<string> {
  for (const [, ...digits] of text.matchAll(place)) {
    const [domain = 0, bus = 0, slot = 0, fn = 0] = digits.map(Number);
    yield formatAddress(domain, routingIdOf(bus, slot, fn));
  }
}

function read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[] {
  const text = new TextDecoder().decode(bytes);
  const functions: PciFunction[] = [];
  let line = 1;
  let from = 0;
  for (const match of text.matchAll(device)) {
    for (; from < match.index; from++) if (text.charCodeAt(from) === 0x0a) line++;
    const inside = pci.exec(match[0])?.[1];
    if (inside === undefined) continue;
    const own = inside.replaceAll(relation, '');
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
    const attributes = new Map<string, string>();
    const links = new Map<string, string>();
    const kind = /<class>\s*(0x[0-9a-f]+)/i.exec(own)?.[1];
    if (kind) attributes.set('class', kind);
    const [vendor, product] = ['vendor', 'product'].map((name) =>
      new RegExp(`<${name} id=['"](0x[0-9a-f]{4})['"][^>]*?(?:/>|>([^<]*)<)`, 'i').exec(own),
    );
    if (vendor?.[1]) attributes.set('vendor', vendor[1]);
    if (product?.[1]) attributes.set('device', product[1]);
    const driver = /<driver>\s*<name>([^<]+)<\/name>/.exec(match[0])?.[1];
    if (driver) links.set('driver', driver);
    for (const [, which, inner = ''] of inside.matchAll(relation)) {
      for (const [n, address] of [...addressesIn(inner)].entries())
        links.set(which === 'phys_function' ? 'physfn' : `virtfn${n}`, address);
    }
    const name = [vendor?.[2], product?.[2]].filter((words) => words).join(' ');
    const origin = { kind: 'rows', file, line, firstRow: line } as const;
    functions.push(
      new PciFunction(
        domain,
        routingIdOf(bus, slot, fn),
        noBytes,
        origin,
        withFacts({
          attributes,
          links,
          ...(name ? { text: name } : {}),
        }),
      ),
    );
  }
  return functions;
}

export default {
  name: 'libvirt',
  title: "libvirt's nodedev XML: IDs and VFs, no bytes",
  kind: 'file',
  rank: 20,
  inventory: true,
  detect: ({ text }) => /<device>/.test(text) && /<capability type=['"]pci['"]>/.test(text),
  read,
} satisfies FileFormat;
