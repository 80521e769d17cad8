import type { FunctionView } from '../decode/view.ts';
import type { PciFunction } from '../model/function.ts';
import type { FieldPath } from '../registers/index.ts';
import type { System } from '../verdict/system.ts';
import type { RuleId } from './rule-ids.ts';

/** Hardware that breaks a rule by itself: bytes that look edited and are not. */
interface Silicon {
  /** Completes "… do that". */
  readonly name: string;
  readonly rules: readonly RuleId[];
  readonly vendor: number;
  /** Any device unless given; of a VF the VF Device ID. */
  readonly devices?: readonly number[];
  /** What tells the pattern from other Functions of the vendor. */
  readonly where?: Readonly<Partial<Record<FieldPath, number>>>;
}

const classOf = (base: number, sub: number): Readonly<Partial<Record<FieldPath, number>>> => ({
  'header.class_code.base_class': base,
  'header.class_code.sub_class': sub,
});

export const silicon: readonly Silicon[] = [
  {
    // The port to the chipset is a host bridge to software; Device/Port Type says Root Port all the same.
    name: 'host bridges that end a DMI link',
    rules: ['pcie/port-type-vs-header', 'tree/port-topology'],
    vendor: 0x8086,
    where: { ...classOf(6, 0), 'header.header_type.layout': 0, 'pcie.capabilities.device_port_type': 4 },
  },
  {
    // Linux gives them their class: fixup_ti816x_class() of drivers/pci/quirks.c in 6.12.
    name: 'Root Complexes of TI DM816x',
    rules: ['header/class-fits-type', 'header/class-code-set'],
    vendor: 0x104c,
    devices: [0xb800],
  },
  {
    // The capability list of these VFs leaves PCI Express out; Linux finds it by hand: quirk_intel_qat_vf_cap() of
    // drivers/pci/quirks.c in 6.12.
    name: 'VFs of Intel QuickAssist DH895xCC',
    rules: ['vf/no-pcie-cap', 'vf/no-flr', 'vf/cap-not-in-pf'],
    vendor: 0x8086,
    devices: [0x0443],
  },
  {
    // A Flex Bus Port DVSEC that states 32 bytes in a place for 20.
    name: 'CXL memory devices of QEMU',
    rules: ['caps/ext-overlap'],
    vendor: 0x8086,
    devices: [0x0d93],
  },
];

/** The name of the silicon that is known to break a rule as one of these Functions does. */
export function knownSilicon(
  rule: RuleId,
  functions: readonly PciFunction[],
  system: System,
): string | undefined {
  const rows = silicon.filter(({ rules }) => rules.includes(rule));
  if (rows.length === 0) return undefined;
  for (const fn of functions) {
    const { view, vendorId, deviceId } = system.report(fn);
    const row = rows.find(
      ({ vendor, devices, where = {} }) =>
        vendor === vendorId &&
        (devices === undefined || (deviceId !== null && devices.includes(deviceId))) &&
        hasFields(view, where),
    );
    if (row) return row.name;
  }
  return undefined;
}

const hasFields = (view: FunctionView, where: NonNullable<Silicon['where']>): boolean =>
  Object.entries(where).every(([path, value]) => view.get(path as FieldPath) === value);
