import { routingIdOf } from '../../model/address.ts';
import { PciFunction } from '../../model/function.ts';
import { withFacts } from '../beside.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { noBytes } from '../join.ts';

/* The answer of QEMU's monitor to query-pci (qapi/pci.json): a list of buses with their devices. */

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const hex4 = (value: unknown): string => `0x${Number(value).toString(16).padStart(4, '0')}`;
const deepest = 64;

function* devicesIn(devices: readonly Json[], depth = 0): Generator<Json> {
  for (const device of devices) {
    yield device;
    const bridge = device['pci_bridge'];
    if (isObject(bridge) && depth < deepest) yield* devicesIn(listOf(bridge['devices']), depth + 1);
  }
}

function read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[] {
  const report = (code: string, message: string): void =>
    diagnostics.push({ code, severity: 'error', message, at: { file, line: 1, column: 1 } });
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    report('input/bad-json', `this is broken JSON: ${(error as Error).message}`);
    return [];
  }
  const functions: PciFunction[] = [];
  const buses = listOf(isObject(answer) ? answer['return'] : answer);
  for (const device of devicesIn(buses.flatMap((bus) => listOf(bus['devices'])))) {
    const [bus, slot, fn] = ['bus', 'slot', 'function'].map((name) => Number(device[name]));
    const inRange = (value: number | undefined, most: number): value is number =>
      value !== undefined && Number.isInteger(value) && value >= 0 && value <= most;
    if (!inRange(bus, 255) || !inRange(slot, 31) || !inRange(fn, 7)) {
      report('rows/bad-address', 'a device has no usable bus, slot and function; it was skipped');
      continue;
    }
    const attributes = new Map<string, string>();
    const { id, class_info: kind } = device;
    if (isObject(id)) {
      attributes.set('vendor', hex4(id['vendor']));
      attributes.set('device', hex4(id['device']));
    }
    if (isObject(kind)) attributes.set('class', `0x${Number(kind['class']).toString(16).padStart(4, '0')}00`);
    const text = isObject(kind) && typeof kind['desc'] === 'string' ? kind['desc'] : undefined;
    const origin = { kind: 'rows', file, line: 1, firstRow: 1 } as const;
    functions.push(
      new PciFunction(
        0,
        routingIdOf(bus, slot, fn),
        noBytes,
        origin,
        withFacts({
          attributes,
          ...(text ? { text } : {}),
        }),
      ),
    );
  }
  return functions;
}

export default {
  name: 'qemu',
  title: "QEMU's query-pci: IDs, no bytes",
  kind: 'file',
  rank: 20,
  inventory: true,
  detect: ({ text }) => /^\s*[[{]/.test(text) && /"devices"\s*:/.test(text) && /"slot"\s*:/.test(text),
  read,
} satisfies FileFormat;
