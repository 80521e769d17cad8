import { parseAddress } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf } from '../hex-rows.ts';
import { type Entry, Listed } from '../listed.ts';

/*
 * lshw: a node for each device, whose `bus info` is its address, and with -businfo a line. With -numeric IDs come after
 * the names: `[8086:10C9]`.
 */
const node = /^[ \t]*\*-[\w:-]{1,64}(?: [A-Z]+)?[ \t]*$/;
const property =
  /^[ \t]+(description|product|vendor|bus info|version|capabilities|configuration): (.*?)[ \t]*$/;
const address = /^pci@((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7])$/i;
const short =
  /^pci@((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7])[ \t]+(?:\S+[ \t]{2,})?([a-z]+)(?:[ \t]{2,}(\S.*?))?[ \t]*\r?$/im;

/** Capabilities of configuration space among what lshw calls so. */
const capabilities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pm: 'pm',
    agp: 'agp',
    vpd: 'vpd',
    msi: 'msi',
    msix: 'msix',
    pcix: 'pcix',
    pciexpress: 'pcie',
    debug: 'debug_port',
  }),
);

function stateNode(entry: Entry, node: ReadonlyMap<string, string>, line: number): void {
  const { facts } = entry;
  const at = entry.at(line);
  const product = /^(.*?)(?: \[([0-9a-f]{4}):([0-9a-f]{4})\])?$/i.exec(node.get('product') ?? '');
  const vendor = /^(.*?)(?: \[([0-9a-f]{4})\])?$/i.exec(node.get('vendor') ?? '');
  const words = [vendor?.[1], product?.[1]].filter((text) => text).join(' ');
  if (words !== '') {
    entry.text = words;
    facts.fact('name', words, at);
  }
  const vendorId = product?.[2] ?? vendor?.[2];
  if (vendorId !== undefined) facts.fact('vendorId', parseInt(vendorId, 16), at);
  if (product?.[3] !== undefined) facts.fact('deviceId', parseInt(product[3], 16), at);
  const description = node.get('description');
  if (description) facts.fact('className', description, at);
  const version = /^[0-9a-f]{2}$/i.exec(node.get('version') ?? '')?.[0];
  if (version) facts.fact('revision', parseInt(version, 16), at);
  const driver = /(?:^| )driver=(\S+)/.exec(node.get('configuration') ?? '')?.[1];
  if (driver) facts.fact('driver', driver, at);
  const latency = /(?:^| )latency=(\d{1,3})(?= |$)/.exec(node.get('configuration') ?? '')?.[1];
  if (latency !== undefined && Number(latency) <= 0xff)
    facts.field('header.latency_timer', Number(latency), at);
  for (const word of (node.get('capabilities') ?? '').split(' ')) {
    const name = capabilities.get(word);
    if (name !== undefined) facts.capability({ name, title: word, kind: 'standard' });
    if (word === 'bus_master') facts.field('header.command.bus_master_enable', 1, at);
  }
}

export default {
  kind: 'file',
  name: 'lshw',
  title: 'lshw, also with -numeric or -businfo: names, IDs, drivers, no bytes',
  rank: 60,
  comment: '#',
  capture: {
    again: 'Write the list again: lshw as root.',
    bytes: 'lshw has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    extended: 'lshw has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    facts: 'Write the list again: lshw as root.',
    others: 'Write the list of the whole system: lshw as root, without -class.',
  },
  inventory: true,
  detect: ({ text }) =>
    short.test(text) || (/^[ \t]*\*-\w/m.test(text) && /^[ \t]+bus info: pci@[0-9a-f]/im.test(text)),
  read(file, bytes, diagnostics) {
    const functions = new Listed(file, 'lshw', diagnostics);
    let [current, start]: [Map<string, string>, number] = [new Map(), 0];
    const close = (): void => {
      const key = parseAddress(address.exec(current.get('bus info') ?? '')?.[1] ?? '');
      const entry = key === undefined ? undefined : functions.of(key, start);
      if (entry) stateNode(entry, current, start);
      current = new Map();
    };
    for (const { text, number } of linesOf(bytes, functions.tooLong)) {
      const line = short.exec(text);
      const match = property.exec(text);
      const key = line ? parseAddress(line[1] as string) : undefined;
      if (line && key !== undefined) {
        const entry = functions.of(key, number);
        if (entry && line[3]) {
          entry.text = line[3];
          entry.facts.fact('name', line[3], entry.at(number));
        }
        if (entry) entry.facts.fact('className', line[2] as string, entry.at(number));
      } else if (node.test(text)) {
        close();
        start = number;
      } else if (match) {
        // The line of the node itself may have been left out.
        if (start === 0) start = number;
        current.set(match[1] as string, match[2] as string);
      } else if (text.trim() !== '' && current.size === 0 && start === 0) functions.skip(number);
    }
    close();
    return functions.finish();
  },
} satisfies FileFormat;
