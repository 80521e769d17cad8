import { type AddressKey, addressKey } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf } from '../hex-rows.ts';
import { type Entry, Listed } from '../listed.ts';

/*
 * /proc/bus/pci/devices (Linux drivers/pci/proc.c): bus and device with function, both IDs, the IRQ, seven regions with
 * the lowest bits of their BARs, seven sizes, the driver. It has no domains.
 */
const column = /[ \t]+([0-9a-f]{1,16})/.source;
const listed = new RegExp(
  `^[ \\t]*([0-9a-f]{4})[ \\t]+([0-9a-f]{8})[ \\t]+[0-9a-f]{1,8}${column.repeat(14)}(?:[ \\t]+(\\S{1,64}))?[ \\t]*\\r?$`,
  'im',
);
const expansionRom = 6;

/**
 * Takes one line, and gives the Function that it is of; the address alone where a line before has it, as
 * one of them is then of another domain.
 */
export function takeListed(text: string, line: number, into: Listed): Entry | AddressKey | undefined {
  const match = listed.exec(text);
  if (!match) return undefined;
  const [, place = '', ids = '', ...rest] = match;
  const key = addressKey(0, parseInt(place, 16));
  if (into.get(key)) return key;
  const entry = into.of(key, line);
  if (!entry) return undefined;
  const { facts } = entry;
  const at = entry.at(line);
  facts.fact('vendorId', parseInt(ids.slice(0, 4), 16), at);
  facts.fact('deviceId', parseInt(ids.slice(4), 16), at);
  const driver = rest[14];
  if (driver) facts.fact('driver', driver, at);
  for (let index = 0; index <= expansionRom; index++) {
    const [value, size] = [rest[index], rest[index + 7]].map((digits) => BigInt(`0x${digits ?? '0'}`));
    if (value === undefined || size === undefined || (value === 0n && size === 0n)) continue;
    const isIo = index < expansionRom && (value & 1n) === 1n;
    const address = isIo ? value & ~3n : value & ~0xfn;
    facts.region({
      index,
      of: 'function',
      kind: isIo ? 'io' : 'memory',
      ...(address === 0n ? { state: 'unassigned' } : { address }),
      ...(size > 0n ? { size } : {}),
      ...(isIo || index === expansionRom
        ? {}
        : { width: (value & 6n) === 4n ? 64 : 32, prefetchable: (value & 8n) !== 0n }),
      at,
    });
  }
  return entry;
}

export default {
  kind: 'file',
  name: 'procfs-list',
  title: '/proc/bus/pci/devices: IDs, regions and drivers, no bytes',
  rank: 40,
  comment: '#',
  capture: {
    again: 'Copy /proc/bus/pci/devices again.',
    bytes: '/proc/bus/pci/devices has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    extended: '/proc/bus/pci/devices has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    facts: 'Copy /proc/bus/pci/devices again.',
    others: 'Copy all lines of /proc/bus/pci/devices.',
  },
  inventory: true,
  detect: ({ text }) => listed.test(text),
  read(file, bytes, diagnostics) {
    const functions = new Listed(file, 'procfs', diagnostics);
    const repeated: number[] = [];
    for (const { text, number } of linesOf(bytes, functions.tooLong)) {
      const taken = takeListed(text, number, functions);
      if (typeof taken === 'number') repeated.push(number);
      else if (taken) continue;
      else if (text.trim() !== '') functions.skip(number);
    }
    const [first] = repeated;
    if (first !== undefined) {
      const lines =
        repeated.length === 1 ? 'this line has' : `${repeated.length} lines, the first of them here, have`;
      const message = `${lines} an address that was listed before: another domain has it, which the list does not say; skipped`;
      const at = { file, line: first, column: 1 };
      diagnostics.push({ code: 'procfs/other-domain', severity: 'info', message, at });
    }
    return functions.finish();
  },
} satisfies FileFormat;
