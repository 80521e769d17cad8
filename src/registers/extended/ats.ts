import { bit, bits, defineExtended, register, vf } from '../define.ts';

const spec = { spec: 'r6/7 10.5.1; r5 9.3.7.8; SR-IOV1.1 3.7.4' } as const;
const sameAsPf = vf('must-match-pf', null, 'Read-only; the same as in the PF.', spec);
const own = vf('independent', null, 'Each VF has its own.', spec);

export default defineExtended(() => ({
  id: 0x000f,
  name: 'ats',
  title: 'Address Translation Services',
  spec: 'PCIe 6.0 §10.5.1',
  aliases: { setpci: 'ECAP_ATS', linux: 'PCI_EXT_CAP_ID_ATS' },
  inVf: 'optional',
  vf: vf('independent', null, 'Each VF and its PF have their own; a VF has it only if its PF does.', spec),
  length: 8,
  macros: {
    '': 'PCI_EXT_CAP_ATS_SIZEOF',
    'capability.invalidate_queue_depth': 'PCI_ATS_CAP_QDEP() ~PCI_ATS_MAX_QDEP',
    'control.smallest_translation_unit': 'PCI_ATS_CTRL_STU() ~PCI_ATS_MIN_STU',
  },
  registers: {
    capability: register(
      0x04,
      16,
      'ATS Capability',
      {
        invalidate_queue_depth: bits(4, 0, 'Invalidate Queue Depth', 'RO', {
          unit: { label: 'requests', special: { 0: '32 requests' } },
          vf: vf(
            'shared-in-pf',
            2,
            "Hardwired to 0 in a VF, where 0 does not mean 32: all VFs share the PF's queue.",
            spec,
          ),
        }),
        page_aligned_request: bit(5, 'Page Aligned Request', 'RO', {
          linux: 'PCI_ATS_CAP_PAGE_ALIGNED',
          vf: sameAsPf,
        }),
        global_invalidate_supported: bit(6, 'Global Invalidate Supported', 'RO', { vf: sameAsPf }),
        relaxed_ordering_supported: bit(7, 'Relaxed Ordering Supported', 'RO', { vf: sameAsPf }),
        memory_attributes_supported: bit(8, 'ATS Memory Attributes Supported', 'RO', { vf: sameAsPf }),
      },
      { linux: 'PCI_ATS_CAP', spec: 'PCIe 6.0 §10.5.1.2' },
    ),
    control: register(
      0x06,
      16,
      'ATS Control',
      {
        smallest_translation_unit: bits(4, 0, 'Smallest Translation Unit', 'RW', {
          reset: 0,
          unit: { label: 'bytes', power: true, times: 4096 },
          vf: vf(
            'shared-in-pf',
            2,
            "Hardwired to 0 in a VF; the PF's value applies and must be set before VFs exist. Harmless when a guest asks for a larger unit; for a smaller one the host must widen invalidations.",
            spec,
          ),
        }),
        memory_attributes_default: bits(13, 11, 'ATS Memory Attributes Default', 'RW', { reset: 0, vf: own }),
        memory_attributes_enable: bit(14, 'ATS Memory Attributes Enable', 'RW', { reset: 0, vf: own }),
        enable: bit(15, 'ATS Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ATS_CTRL_ENABLE',
          vf: vf(
            'independent',
            2,
            'Each VF has its own bit, but the host keeps it: a guest sees it emulated.',
            spec,
          ),
        }),
      },
      { linux: 'PCI_ATS_CTRL', spec: 'PCIe 6.0 §10.5.1.3' },
    ),
  },
}));
