import { bit, bits, defineExtended, register, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x002c,
  name: 'sfi',
  title: 'System Firmware Intermediary',
  spec: 'PCIe 6.0 §7.9.22',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only Root Ports and Switch Downstream Ports have it.', {
    spec: 'r6/7 7.9.22',
  }),
  length: 0x14,
  registers: {
    capability: register(
      0x04,
      16,
      'SFI Capability',
      { oob_pd_supported: bit(0, 'SFI OOB PD Supported', 'HwInit') },
      { spec: 'PCIe 6.0 §7.9.22.2' },
    ),
    control: register(
      0x06,
      16,
      'SFI Control',
      {
        pd_state_mask: bit(0, 'SFI PD State Mask', 'RW', {
          reset: 0,
          note: 'Presence Detect State then reads 0.',
        }),
        dll_state_mask: bit(1, 'SFI DLL State Mask', 'RW', {
          reset: 0,
          note: 'Data Link Layer Link Active then reads 0.',
        }),
        oob_pd_changed_enable: bit(2, 'SFI OOB PD Changed Enable', 'RW', { reset: 0 }),
        dll_state_changed_enable: bit(3, 'SFI DLL State Changed Enable', 'RW', { reset: 0 }),
        dpf_control: bits(5, 4, 'SFI DPF Control', 'RW', {
          reset: 0,
          values: {
            0: 'nothing is filtered',
            1: 'all Requests are filtered',
            2: 'Configuration Requests are filtered',
            3: 'reserved',
          },
        }),
        hps_suppress: bit(6, 'SFI HPS Suppress', 'RW', { reset: 0, note: 'Hot-Plug Surprise then reads 0.' }),
        drs_mask: bit(7, 'SFI DRS Mask', 'RW', { reset: 0, note: 'DRS Message Received then reads 0.' }),
        drs_signaling_enable: bit(8, 'SFI DRS Signaling Enable', 'RW', { reset: 0 }),
        drs_trigger: bit(9, 'SFI DRS Trigger', 'RW', { note: 'Reads 0.' }),
      },
      { spec: 'PCIe 6.0 §7.9.22.3' },
    ),
    status: register(
      0x08,
      16,
      'SFI Status',
      {
        pd_state: bit(0, 'SFI PD State', 'RO'),
        oob_pd_state: bit(1, 'SFI OOB PD State', 'RO'),
        oob_pd_changed: bit(2, 'SFI OOB PD Changed', 'RW1C'),
        dll_state: bit(3, 'SFI DLL State', 'RO'),
        dll_state_changed: bit(4, 'SFI DLL State Changed', 'RW1C'),
        drs_received: bit(5, 'SFI DRS Received', 'RW1C'),
      },
      { spec: 'PCIe 6.0 §7.9.22.4' },
    ),
    cam_address: register(
      0x0c,
      32,
      'SFI CAM Address',
      { address: bits(27, 0, 'SFI CAM Address', 'RW', { style: 'address' }) },
      { spec: 'PCIe 6.0 §7.9.22.5', note: 'Bus, device, function and register as in ECAM.' },
    ),
    cam_data: whole(0x10, 32, 'SFI CAM Data', 'RW', {
      style: 'hex',
      spec: 'PCIe 6.0 §7.9.22.6',
      note: 'A read of it sends a Configuration Request down the Link.',
    }),
  },
}));
