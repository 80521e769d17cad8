import { bit, bits, defineExtended, register, vf } from '../define.ts';

const spec = { spec: 'r6/7 7.8.8; r5 9.3.7.7' } as const;
const functionZero = vf('hardwired-zero', null, 'Only Function 0 has it.', spec);

export default defineExtended(() => ({
  id: 0x000e,
  name: 'ari',
  title: 'Alternative Routing-ID Interpretation',
  spec: 'PCIe 6.0 §7.8.8',
  aliases: { setpci: 'ECAP_ARI', linux: 'PCI_EXT_CAP_ID_ARI' },
  inVf: 'own',
  vf: vf(
    'independent',
    null,
    'In every Function of an SR-IOV device, VFs included; not in Root Complex Integrated Endpoints.',
    spec,
  ),
  length: 8,
  macros: {
    '': 'PCI_EXT_CAP_ARI_SIZEOF',
    'capability.next_function_number': 'PCI_ARI_CAP_NFN()',
    'control.function_group': 'PCI_ARI_CTRL_FG()',
  },
  registers: {
    capability: register(
      0x04,
      16,
      'ARI Capability',
      {
        mfvc_function_groups_capability: bit(0, 'MFVC Function Groups Capability', 'RO', {
          linux: 'PCI_ARI_CAP_MFVC',
          vf: functionZero,
        }),
        acs_function_groups_capability: bit(1, 'ACS Function Groups Capability', 'RO', {
          linux: 'PCI_ARI_CAP_ACS',
          vf: functionZero,
        }),
        next_function_number: bits(15, 8, 'Next Function Number', 'RO', {
          vf: vf('reserved', null, 'Undefined in a VF; the chain of the PFs does not list VFs.', spec),
          note: '0 ends the chain, which begins at Function 0.',
        }),
      },
      { linux: 'PCI_ARI_CAP', spec: 'PCIe 6.0 §7.8.8.2' },
    ),
    control: register(
      0x06,
      16,
      'ARI Control',
      {
        mfvc_function_groups_enable: bit(0, 'MFVC Function Groups Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ARI_CTRL_MFVC',
          vf: functionZero,
        }),
        acs_function_groups_enable: bit(1, 'ACS Function Groups Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ARI_CTRL_ACS',
          vf: functionZero,
        }),
        function_group: bits(6, 4, 'Function Group', 'RW', {
          reset: 0,
          vf: vf('independent', null, 'Each Function has its own.', spec),
        }),
      },
      { linux: 'PCI_ARI_CTRL', spec: 'PCIe 6.0 §7.8.8.3' },
    ),
  },
}));
