import { formatKey } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Bridge } from './bridge.ts';
import type { Machine } from './build.ts';
import { touchesConventional } from './port.ts';

/** Bytes of configuration space without the extended part. */
export const conventionalSize = 0x100;

/** Host bridges of chipsets that have no way to reach past FFh, by Device ID of Intel; QEMU, Xen and Hyper-V have them. */
const chipsets: Readonly<Record<number, string>> = {
  [0x122d]: '430FX',
  [0x1237]: '440FX',
  [0x7030]: '430VX',
  [0x7100]: '430TX',
  [0x7180]: '440LX',
  [0x7190]: '440BX',
  [0x7191]: '440BX',
  [0x7192]: '440BX',
  [0x71a0]: '440GX',
};

/**
 * Why software of this machine reaches no more than 256 bytes of a Function, whatever it is that is read with;
 * undefined where it may reach 4,096. Linux finds the same way up (pci_bridge_child_ext_cfg_accessible in probe.c, 6.12
 * and 7.2).
 */
export function whyOnly256(machine: Machine, fn: PciFunction): string | undefined {
  for (const bridge of machine.pathUp(fn)) {
    if (passesOnlyConventional(bridge)) return `below ${bridge.fn.address}, a bridge to conventional PCI`;
  }
  const host = machine.byKey.get(fn.domain * 0x10000);
  const chipset = host?.config.u16(0) === 0x8086 ? chipsets[host.config.u16(2)] : undefined;
  if (chipset === undefined) return undefined;
  // VMware shows a 440BX that has root ports, and their registers.
  const hasPorts = machine.bridges.some(({ fn: { domain }, kind }) => domain === fn.domain && kind);
  return hasPorts ? undefined : `on the ${chipset} chipset of ${formatKey(fn.domain * 0x10000)}`;
}

/** Whether what is below a bridge is known to be conventional PCI, or PCI-X that cannot do Mode 2. */
function passesOnlyConventional({ view, kind }: Bridge): boolean {
  if (view.walk.standard !== 'complete' && view.walk.standard !== 'none') return false;
  if (kind !== undefined && !touchesConventional(kind)) return false;
  if (!view.capability('pcix_bridge')) return true;
  return (
    view.get('pcix_bridge.bridge_status.capable_266mhz') === 0 &&
    view.get('pcix_bridge.bridge_status.capable_533mhz') === 0
  );
}
