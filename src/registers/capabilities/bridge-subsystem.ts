import { defineStandard, whole } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x0d,
  name: 'bridge_subsystem',
  title: 'Subsystem ID and Subsystem Vendor ID',
  spec: 'PCIe 6.0 §7.9.23',
  aliases: { setpci: 'CAP_SSVID', linux: 'PCI_CAP_ID_SSVID' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in bridges: a function with it is not a VF.'),
  length: 8,
  registers: {
    subsystem_vendor_id: whole(0x04, 16, 'Subsystem Vendor ID', 'HwInit', {
      style: 'id',
      linux: 'PCI_SSVID_VENDOR_ID',
    }),
    subsystem_id: whole(0x06, 16, 'Subsystem ID', 'HwInit', { style: 'id', linux: 'PCI_SSVID_DEVICE_ID' }),
  },
}));
