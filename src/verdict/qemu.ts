import type { PciFunction } from '../model/function.ts';
import type { Subject } from './subject.ts';

/** Vendor IDs of Red Hat: of virtio, of QEMU's own models, and of the subsystem that QEMU gives what has none. */
const redHat: ReadonlySet<number> = new Set([0x1af4, 0x1b36]);

/** Ports that QEMU makes, as vendor and device: pcie-root-port, ioh3420, and both ports of x3130. */
const ports: ReadonlySet<number> = new Set([0x1b36_000c, 0x8086_3420, 0x104c_8232, 0x104c_8233]);

const idsOf = ({ config, stated }: PciFunction): number => {
  const vendor = config.u16(0) >= 0 ? config.u16(0) : (stated.vendorId?.value ?? 0);
  const device = config.u16(2) >= 0 ? config.u16(2) : (stated.deviceId?.value ?? 0);
  return vendor * 0x10000 + device;
};

/** Whether a Function hangs on a port of QEMU, or on the root bus of a machine that QEMU makes. */
export function isBelowQemu({ fn, machine }: Subject): boolean {
  const above = machine.bridgeAbove(fn);
  if (above) return ports.has(idsOf(above.fn));
  const host = machine.byKey.get(fn.key - (fn.routingId & 0xff));
  return host !== undefined && host !== fn && redHat.has(host.config.u16(0x2c));
}

/** The VF of QEMU's igb, whose IDs are Intel's; the VF of that hardware has no link to show. */
const igbVf = 0x8086_10ca;

/**
 * Whether it is a model of QEMU's own rather than hardware that QEMU passes on: by its IDs, or by its subsystem where
 * somebody blanked those.
 */
export function isQemuModel({ fn, vendor, device, view }: Subject): boolean {
  const ids = vendor === undefined ? view.ids : { vendor, device };
  if (!ids?.vendor) return redHat.has(fn.config.u16(0x2c));
  return redHat.has(ids.vendor) || ids.vendor * 0x10000 + (ids.device ?? 0) === igbVf;
}
