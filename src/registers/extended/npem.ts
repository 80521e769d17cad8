import { type Access, bit, bits, defineExtended, register, vf } from '../define.ts';

/** What an enclosure can show; the same bits tell what it can do and what it shall do. */
const indications = (word: string, access: Access, reset?: number) => {
  const options = reset === undefined ? {} : { reset };
  return {
    ok: bit(2, `NPEM OK ${word}`, access, { ...options, linux: 'PCI_NPEM_IND_OK' }),
    locate: bit(3, `NPEM Locate ${word}`, access, { ...options, linux: 'PCI_NPEM_IND_LOCATE' }),
    fail: bit(4, `NPEM Fail ${word}`, access, { ...options, linux: 'PCI_NPEM_IND_FAIL' }),
    rebuild: bit(5, `NPEM Rebuild ${word}`, access, { ...options, linux: 'PCI_NPEM_IND_REBUILD' }),
    pfa: bit(6, `NPEM PFA ${word}`, access, {
      ...options,
      linux: 'PCI_NPEM_IND_PFA',
      note: 'Predicted failure.',
    }),
    hot_spare: bit(7, `NPEM Hot Spare ${word}`, access, { ...options, linux: 'PCI_NPEM_IND_HOTSPARE' }),
    in_a_critical_array: bit(8, `NPEM In A Critical Array ${word}`, access, {
      ...options,
      linux: 'PCI_NPEM_IND_ICA',
    }),
    in_a_failed_array: bit(9, `NPEM In A Failed Array ${word}`, access, {
      ...options,
      linux: 'PCI_NPEM_IND_IFA',
    }),
    invalid_device_type: bit(10, `NPEM Invalid Device Type ${word}`, access, {
      ...options,
      linux: 'PCI_NPEM_IND_IDT',
    }),
    disabled: bit(11, `NPEM Disabled ${word}`, access, { ...options, linux: 'PCI_NPEM_IND_DISABLED' }),
  };
};

const enclosureSpecific =
  'PCI_NPEM_IND_SPEC_0=1 PCI_NPEM_IND_SPEC_1=2 PCI_NPEM_IND_SPEC_2=4 PCI_NPEM_IND_SPEC_3=8 ' +
  'PCI_NPEM_IND_SPEC_4=16 PCI_NPEM_IND_SPEC_5=32 PCI_NPEM_IND_SPEC_6=64 PCI_NPEM_IND_SPEC_7=128';

export default defineExtended(() => ({
  id: 0x0029,
  name: 'npem',
  title: 'Native PCIe Enclosure Management',
  spec: 'PCIe 6.0 §7.9.19',
  aliases: { setpci: 'ECAP_NPEM', linux: 'PCI_EXT_CAP_ID_NPEM' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It drives the lights of a slot, which a VF does not have.', {
    spec: 'r6/7 7.9.19',
  }),
  length: 0x10,
  macros: {
    'capability.enclosure_specific': enclosureSpecific,
    'control.enclosure_specific': enclosureSpecific,
  },
  registers: {
    capability: register(
      0x04,
      32,
      'NPEM Capability',
      {
        npem_capable: bit(0, 'NPEM Capable', 'HwInit', { linux: 'PCI_NPEM_CAP_CAPABLE' }),
        reset_capable: bit(1, 'NPEM Reset Capable', 'HwInit', { linux: 'PCI_NPEM_CMD_RESET' }),
        ...indications('Capable', 'HwInit'),
        enclosure_specific: bits(31, 24, 'Enclosure-specific Capabilities', 'HwInit', { style: 'hex' }),
      },
      { linux: 'PCI_NPEM_CAP', spec: 'PCIe 6.0 §7.9.19.2' },
    ),
    control: register(
      0x08,
      32,
      'NPEM Control',
      {
        enable: bit(0, 'NPEM Enable', 'RW', { reset: 0, linux: 'PCI_NPEM_CTRL_ENABLE' }),
        initiate_reset: bit(1, 'NPEM Initiate Reset', 'RW', {
          linux: 'PCI_NPEM_CMD_RESET',
          note: 'Reads 0.',
        }),
        ...indications('Control', 'RW', 0),
        enclosure_specific: bits(31, 24, 'Enclosure-specific Controls', 'RW', { reset: 0, style: 'hex' }),
      },
      { linux: 'PCI_NPEM_CTRL', spec: 'PCIe 6.0 §7.9.19.3' },
    ),
    status: register(
      0x0c,
      32,
      'NPEM Status',
      {
        command_completed: bit(0, 'NPEM Command Completed', 'RW1C', { linux: 'PCI_NPEM_STATUS_CC' }),
        enclosure_specific: bits(31, 24, 'Enclosure-specific Status', 'RW1C', { style: 'hex' }),
      },
      { linux: 'PCI_NPEM_STATUS', spec: 'PCIe 6.0 §7.9.19.4' },
    ),
  },
}));
