import { bit, bits, defineExtended, register, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x002e,
  name: 'doe',
  title: 'Data Object Exchange',
  spec: 'PCIe 6.0 §7.9.24',
  aliases: { linux: 'PCI_EXT_CAP_ID_DOE' },
  inVf: 'optional',
  vf: vf(
    'independent',
    null,
    'No rule forbids it in a VF, but SPDM and TDISP go through Function 0 or the PF; vfio hides it from guests.',
    { spec: 'r6/7 7.9.24' },
  ),
  length: 0x18,
  macros: {
    '': 'PCI_DOE_CAP_SIZEOF',
  },
  registers: {
    capabilities: register(
      0x04,
      32,
      'DOE Capabilities',
      {
        interrupt_support: bit(0, 'DOE Interrupt Support', 'HwInit', { linux: 'PCI_DOE_CAP_INT_SUP' }),
        interrupt_message_number: bits(11, 1, 'DOE Interrupt Message Number', 'RO', {
          linux: 'PCI_DOE_CAP_INT_MSG_NUM',
        }),
        attention_mechanism_support: bit(12, 'DOE Attention Mechanism Support', 'HwInit', {
          note: 'Since PCIe 6.1.',
        }),
        async_message_support: bit(13, 'DOE Async Message Support', 'HwInit', { note: 'Since PCIe 6.1.' }),
      },
      { linux: 'PCI_DOE_CAP', spec: 'PCIe 6.0 §7.9.24.2' },
    ),
    control: register(
      0x08,
      32,
      'DOE Control',
      {
        abort: bit(0, 'DOE Abort', 'RW', { linux: 'PCI_DOE_CTRL_ABORT', note: 'Reads 0.' }),
        interrupt_enable: bit(1, 'DOE Interrupt Enable', 'RW', { reset: 0, linux: 'PCI_DOE_CTRL_INT_EN' }),
        attention_not_needed: bit(2, 'DOE Attention Not Needed', 'RW', { note: 'Since PCIe 6.1.' }),
        async_message_enable: bit(3, 'DOE Async Message Enable', 'RW', { note: 'Since PCIe 6.1.' }),
        go: bit(31, 'DOE Go', 'RW', { linux: 'PCI_DOE_CTRL_GO', note: 'Reads 0.' }),
      },
      { linux: 'PCI_DOE_CTRL', spec: 'PCIe 6.0 §7.9.24.3' },
    ),
    status: register(
      0x0c,
      32,
      'DOE Status',
      {
        busy: bit(0, 'DOE Busy', 'RO', { linux: 'PCI_DOE_STATUS_BUSY' }),
        interrupt_status: bit(1, 'DOE Interrupt Status', 'RW1C', {
          reset: 0,
          linux: 'PCI_DOE_STATUS_INT_STATUS',
        }),
        error: bit(2, 'DOE Error', 'RO', { reset: 0, linux: 'PCI_DOE_STATUS_ERROR' }),
        async_message_status: bit(3, 'DOE Async Message Status', 'RO', { note: 'Since PCIe 6.1.' }),
        at_attention: bit(4, 'DOE At Attention', 'RO', { note: 'Since PCIe 6.1.' }),
        data_object_ready: bit(31, 'Data Object Ready', 'RO', {
          reset: 0,
          linux: 'PCI_DOE_STATUS_DATA_OBJECT_READY',
        }),
      },
      { linux: 'PCI_DOE_STATUS', spec: 'PCIe 6.0 §7.9.24.4' },
    ),
    write_data_mailbox: whole(0x10, 32, 'DOE Write Data Mailbox', 'RW', {
      style: 'hex',
      linux: 'PCI_DOE_WRITE',
      spec: 'PCIe 6.0 §7.9.24.5',
      note: 'Reads 0.',
    }),
    read_data_mailbox: whole(0x14, 32, 'DOE Read Data Mailbox', 'RW', {
      style: 'hex',
      linux: 'PCI_DOE_READ',
      spec: 'PCIe 6.0 §7.9.24.6',
    }),
  },
}));
