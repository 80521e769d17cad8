import type { Subject } from './subject.ts';

/**
 * Bits of Device Control that are the PF's in a VF (PCIe 6.0 §7.5.3.4), without Max_Payload_Size and
 * Max_Read_Request_Size: vfio-pci lets a guest write both and read its own values back (vfio_pci_config.c, Linux 6.12
 * and 7.2), and Linux sets Max_Payload_Size of every Root Complex Integrated Endpoint, which QEMU makes of an endpoint
 * on its root bus. Bit 15 starts a reset and reads 0.
 */
const counted = 0x0f1f;

/** Device Control where nothing in it speaks against a VF; undefined where something does or it is not known. */
export function idleDeviceControl({ express }: Subject): number | undefined {
  const control = express?.deviceControl;
  return control !== undefined && (control & counted) === 0 ? control : undefined;
}
