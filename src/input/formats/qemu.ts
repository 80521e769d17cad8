import { addressKey, routingIdOf } from '../../model/address.ts';
import type { DiagnosticCode } from '../../model/diagnostic-codes.ts';
import type { PciFunction } from '../../model/function.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { type Entry, Listed } from '../listed.ts';
import { stateWindow } from '../window-facts.ts';

/* The answer of QEMU's monitor to query-pci (qapi/pci.json): a list of buses with their devices. */

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const deepest = 64;

function* devicesIn(devices: readonly Json[], depth = 0): Generator<Json> {
  for (const device of devices) {
    yield device;
    const bridge = device['pci_bridge'];
    if (isObject(bridge) && depth < deepest) yield* devicesIn(listOf(bridge['devices']), depth + 1);
  }
}

function read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[] {
  const report = (code: DiagnosticCode, message: string): void =>
    diagnostics.push({ code, severity: 'error', message, at: { file, line: 1, column: 1 } });
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    report('input/bad-json', `this is broken JSON: ${(error as Error).message}`);
    return [];
  }
  const functions = new Listed(file, 'qemu', diagnostics);
  const buses = listOf(isObject(answer) ? answer['return'] : answer);
  for (const device of devicesIn(buses.flatMap((bus) => listOf(bus['devices'])))) {
    const [bus, slot, fn] = ['bus', 'slot', 'function'].map((name) => Number(device[name]));
    const inRange = (value: number | undefined, most: number): value is number =>
      value !== undefined && Number.isInteger(value) && value >= 0 && value <= most;
    if (!inRange(bus, 255) || !inRange(slot, 31) || !inRange(fn, 7)) {
      report('rows/bad-address', 'a device has no usable bus, slot and function; it was skipped');
      continue;
    }
    const entry = functions.of(addressKey(0, routingIdOf(bus, slot, fn)), 1);
    if (entry) stateDevice(entry, device);
  }
  return functions.finish();
}

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

function stateDevice(entry: Entry, device: Json): void {
  const { facts } = entry;
  const { id, class_info: kind, pci_bridge: bridge } = device;
  const of = (object: unknown, name: string): number | undefined =>
    isObject(object) ? count(object[name]) : undefined;
  const facts4 = {
    vendorId: of(id, 'vendor'),
    deviceId: of(id, 'device'),
    subsystemVendorId: of(id, 'subsystem-vendor'),
    subsystemId: of(id, 'subsystem'),
  };
  for (const [name, value] of Object.entries(facts4))
    if (value !== undefined && value <= 0xffff) facts.fact(name as keyof typeof facts4, value);
  const code = of(kind, 'class');
  if (code !== undefined && code <= 0xffff) facts.classCode(code << 8, 16);
  if (isObject(kind) && typeof kind['desc'] === 'string') {
    facts.fact('className', kind['desc']);
    entry.text = kind['desc'];
  }
  const pin = count(device['irq_pin']);
  if (pin !== undefined && pin <= 4) facts.field('header.interrupt_pin', pin);
  const bus = isObject(bridge) ? bridge['bus'] : undefined;
  if (isObject(bus)) stateBridge(facts, bus);
  for (const region of listOf(device['regions'])) stateRegion(facts, region);
}

function stateBridge(facts: Entry['facts'], bus: Json): void {
  facts.fact('headerType', 1);
  for (const [name, field] of [
    ['number', 'primary'],
    ['secondary', 'secondary'],
    ['subordinate', 'subordinate'],
  ] as const) {
    const value = count(bus[name]);
    if (value !== undefined && value <= 0xff) facts.field(`header.${field}_bus_number`, value);
  }
  for (const [name, kind] of [
    ['io_range', 'io'],
    ['memory_range', 'memory'],
    ['prefetchable_range', 'prefetchable'],
  ] as const) {
    const range = bus[name];
    const [base, last] = isObject(range) ? [count(range['base']), count(range['limit'])] : [];
    if (base !== undefined && last !== undefined)
      stateWindow(facts, { kind, base: BigInt(base), last: BigInt(last) });
  }
}

function stateRegion(facts: Entry['facts'], region: Json): void {
  const [index, address, size] = ['bar', 'address', 'size'].map((name) => count(region[name]));
  if (index === undefined || index > 6) return;
  const isIo = region['type'] === 'io';
  facts.region({
    index,
    of: 'function',
    kind: isIo ? 'io' : 'memory',
    // One that is not mapped is at the last address of 64 bits.
    ...(address === undefined ? { state: 'unassigned' } : { address: BigInt(address) }),
    ...(size === undefined ? {} : { size: BigInt(size) }),
    ...(isIo
      ? {}
      : { width: region['mem_type_64'] === true ? 64 : 32, prefetchable: region['prefetch'] === true }),
  });
}

export default {
  name: 'qemu',
  title: "QEMU's query-pci: IDs, BARs, buses and windows of bridges, no bytes",
  kind: 'file',
  ownSyntax: true,
  rank: 20,
  capture: {
    again: 'Ask the monitor again: query-pci.',
    bytes: 'query-pci has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    extended: 'query-pci has no bytes: keep an lspci -D -nn -xxxx taken as root beside it.',
    facts: 'Ask the monitor again: query-pci.',
    others: 'Keep the whole answer of query-pci.',
  },
  inventory: true,
  detect: ({ text }) => /^\s*[[{]/.test(text) && /"devices"\s*:/.test(text) && /"slot"\s*:/.test(text),
  read,
} satisfies FileFormat;
