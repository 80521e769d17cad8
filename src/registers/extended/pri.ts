import { bit, defineExtended, register, vf, whole } from '../define.ts';

const spec = { spec: 'r6/7 10.5.2; r5 9.3.7.11' } as const;
const enabled = { 'pri.control.enable': 1 };
// While the interface is on a guest would need them, whatever they read; an error counts until it is cleared.
const whileOn = { ...spec, inUse: [enabled] } as const;
const whileOnOr = (field: string) => ({ ...spec, inUse: [enabled, { [field]: 1 }] });

export default defineExtended(() => ({
  id: 0x0013,
  name: 'pri',
  title: 'Page Request Interface',
  spec: 'PCIe 6.0 §10.5.2',
  aliases: { setpci: 'ECAP_PRI', linux: 'PCI_EXT_CAP_ID_PRI' },
  inVf: 'not-implemented',
  vf: vf(
    'shared-in-pf',
    null,
    'The PF has one interface, which all its VFs use; no VF has this capability.',
    spec,
  ),
  length: 0x10,
  macros: {
    '': 'PCI_EXT_CAP_PRI_SIZEOF',
  },
  registers: {
    control: register(
      0x04,
      16,
      'Page Request Control',
      {
        enable: bit(0, 'Enable', 'RW', {
          reset: 0,
          linux: 'PCI_PRI_CTRL_ENABLE',
          vf: vf(
            'shared-in-pf',
            1,
            'Set in the PF it lets every VF send page requests; the IOMMU can refuse them for each VF.',
            spec,
          ),
        }),
        reset: bit(1, 'Reset', 'RW', {
          reset: 0,
          linux: 'PCI_PRI_CTRL_RESET',
          vf: vf(
            'shared-in-pf',
            3,
            'Resets the interface of all VFs: it cannot be done for one guest.',
            whileOn,
          ),
          note: 'Reads 0; works only while Enable is 0.',
        }),
      },
      { linux: 'PCI_PRI_CTRL', spec: 'PCIe 6.0 §10.5.2.2' },
    ),
    status: register(
      0x06,
      16,
      'Page Request Status',
      {
        response_failure: bit(0, 'Response Failure', 'RW1C', {
          reset: 0,
          linux: 'PCI_PRI_STATUS_RF',
          vf: vf(
            'shared-in-pf',
            3,
            'A failure response to one VF stops the interface of all; clearing it clears it for all.',
            whileOnOr('pri.status.response_failure'),
          ),
        }),
        unexpected_prg_index: bit(1, 'Unexpected Page Request Group Index', 'RW1C', {
          reset: 0,
          linux: 'PCI_PRI_STATUS_UPRGI',
          vf: vf(
            'shared-in-pf',
            3,
            'Set by any VF; clearing it clears it for all.',
            whileOnOr('pri.status.unexpected_prg_index'),
          ),
        }),
        stopped: bit(8, 'Stopped', 'RO', {
          reset: 1,
          linux: 'PCI_PRI_STATUS_STOPPED',
          vf: vf(
            'shared-in-pf',
            3,
            'Says that the PF and all its VFs have stopped; whether one VF has cannot be seen.',
            whileOn,
          ),
          note: 'Without meaning while Enable is 1.',
        }),
        prg_response_pasid_required: bit(15, 'PRG Response PASID Required', 'RO', {
          linux: 'PCI_PRI_STATUS_PASID',
          vf: vf('shared-in-pf', 2, 'Read-only: a guest can be shown the same value.', spec),
        }),
      },
      { linux: 'PCI_PRI_STATUS', spec: 'PCIe 6.0 §10.5.2.3' },
    ),
    outstanding_capacity: whole(0x08, 32, 'Outstanding Page Request Capacity', 'RO', {
      unit: { label: 'requests' },
      linux: 'PCI_PRI_MAX_REQ',
      spec: 'PCIe 6.0 §10.5.2.4',
      vf: vf('shared-in-pf', 2, 'One pool for the PF and all its VFs: a guest can be shown a share.', spec),
    }),
    outstanding_allocation: whole(0x0c, 32, 'Outstanding Page Request Allocation', 'RW', {
      reset: 0,
      unit: { label: 'requests' },
      linux: 'PCI_PRI_ALLOC_REQ',
      spec: 'PCIe 6.0 §10.5.2.5',
      vf: vf('shared-in-pf', 2, 'Set by the host for the whole pool; one VF can starve the others.', spec),
    }),
  },
}));
