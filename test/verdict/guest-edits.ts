import { encodeFunction } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';

/* What a guest and its VMM do to the bytes of a VF, as vfio_pci_config.c and QEMU's hw/vfio/pci.c have it. */

type Edit = (bytes: Uint8Array, view: FunctionView) => void;

export function edited(fn: PciFunction, edit: Edit, routingId = fn.routingId): PciFunction {
  const bytes = fn.config.slice(0, fn.config.end);
  edit(bytes, new FunctionView(fn));
  return new PciFunction(fn.domain, routingId, ConfigSpace.of(bytes), fn.origin, fn.surroundings);
}

const expressAt = (view: FunctionView): number => view.capability('pcie')?.entry.offset ?? 0;

/** Sets a field of Device Control that vfio-pci keeps for the guest. */
export const deviceControl =
  (mask: number, value: number): Edit =>
  (bytes, view) => {
    const at = expressAt(view) + 8;
    if (at === 8) return;
    const now = ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) & ~mask;
    bytes[at] = (now | value) & 0xff;
    bytes[at + 1] = (now | value) >> 8;
  };
export const payloadSize512 = deviceControl(0x00e0, 0x0040);
export const readRequestSize512 = deviceControl(0x7000, 0x2000);

/** A Root Complex Integrated Endpoint without link registers, which is what QEMU makes of an endpoint on its root bus. */
export const integrated: Edit = (bytes, view) => {
  const at = expressAt(view);
  if (at === 0) return;
  bytes[at + 2] = ((bytes[at + 2] ?? 0) & 0x0f) | 0x90;
  bytes.fill(0, at + 0x0c, at + 0x14);
  if (((bytes[at + 2] ?? 0) & 0x0f) < 2) return;
  bytes.fill(0, at + 0x2c, at + 0x34);
};

/** PASID after the last extended capability. */
export const withPasid: Edit = (bytes, view) => {
  const extended = view.walk.entries.filter(({ kind }) => kind === 'extended');
  const last = extended.at(-1)?.offset;
  const at = last === undefined ? 0x100 : 0xf00;
  bytes.set([0x1b, 0x00, 0x01, 0x00, 0x00, 0x14, 0x00, 0x00], at);
  if (last === undefined) return;
  bytes[last + 2] = ((bytes[last + 2] ?? 0) & 0x0f) | ((at & 0x0f) << 4);
  bytes[last + 3] = at >> 4;
};

/** The host bridge of QEMU's q35, and a root port with one bus. */
export const q35 = (domain: number): PciFunction =>
  encodeFunction(domain, 0, {
    'header.vendor_id': 0x8086,
    'header.device_id': 0x29c0,
    'header.class_code': 0x060000,
    'header.subsystem_vendor_id': 0x1af4,
  });
export const rootPort = (domain: number, bus: number): PciFunction =>
  encodeFunction(
    domain,
    0x18,
    {
      'header.vendor_id': 0x1b36,
      'header.device_id': 0x000c,
      'header.class_code': 0x060400,
      'header.secondary_bus_number': bus,
      'header.subordinate_bus_number': bus,
      'pcie.capabilities.version': 2,
      'pcie.capabilities.device_port_type': 4,
    },
    { layout: 1 },
  );
