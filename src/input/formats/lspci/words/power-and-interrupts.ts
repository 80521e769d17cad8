import { flags, type Table, unread, type Values, value, type Wording } from './language.ts';
import { bit, decimalPlus, hex, named, opposite, power, qwords } from './wordings.ts';

const pm = (): Table => ({
  capabilities: ['pm'],
  rows: [
    value('', 'version *', 'pm.capabilities.version'),
    ...flags('Flags', 'pm.capabilities', {
      PMEClk: 'pme_clock',
      DSI: 'device_specific_initialization',
      D1: 'd1_support',
      D2: 'd2_support',
    }),
    value(
      'Flags',
      'AuxCurrent=*mA',
      'pm.capabilities.aux_current',
      named({ 0: '0', 1: '55', 2: '100', 3: '160', 4: '220', 5: '270', 6: '320', 7: '375' }),
    ),
    ...['PME(D0±', ',D1±', ',D2±', ',D3hot±', ',D3cold±'].map((words, n, { length }) =>
      value('Flags', words, 'pm.capabilities.pme_support', bit(n, length)),
    ),
    value('Status', '*', 'pm.control_status.power_state', named({ 0: 'D0', 1: 'D1', 2: 'D2', 3: 'D3' })),
    ...flags('Status', 'pm.control_status', {
      NoSoftRst: 'no_soft_reset',
      'PME-Enable': 'pme_enable',
      PME: 'pme_status',
    }),
    value('Status', 'DSel=*', 'pm.control_status.data_select'),
    value('Status', 'DScale=*', 'pm.control_status.data_scale'),
    // 3.7 prints other bits.
    ...unread([
      ...flags('Bridge', 'pm.bridge_extensions', { PM: 'bus_power_clock_control_enable' }),
      value('Bridge', 'B3±', 'pm.bridge_extensions.b2_b3', opposite),
    ]),
  ],
});

const msiAddress: Wording = {
  show(low, get) {
    const upper = get('msi.upper_address');
    const at = low.toString(16).padStart(8, '0');
    return upper === undefined ? at : upper.toString(16).padStart(8, '0') + at;
  },
  read(words): Values | undefined {
    if (!/^(?:[0-9a-f]{8}){1,2}$/i.test(words)) return undefined;
    const low = parseInt(words.slice(-8), 16);
    const upper = words.length === 16 ? { 'msi.upper_address': parseInt(words.slice(0, 8), 16) } : {};
    return { 'msi.address': low, ...upper };
  },
};

const msi = (): Table => ({
  capabilities: ['msi'],
  rows: [
    ...flags('', 'msi.control', {
      Enable: 'enable',
      Maskable: 'per_vector_masking_capable',
      '64bit': 'address_64bit_capable',
    }),
    value('', 'Count=*/', 'msi.control.multiple_message_enable', power(1)),
    value('', '/*', 'msi.control.multiple_message_capable', power(1)),
    value('Address', '* ', 'msi.address', msiAddress),
    value('Address', 'Data: *', 'msi.data', hex(4)),
    value('Masking', '* ', 'msi.mask', hex(8)),
    value('Masking', 'Pending: *', 'msi.pending', hex(8)),
  ],
  // 3.0 says `Message Signalled Interrupts: Mask- 64bit+ …`.
  other: flags('', 'msi.control', { Mask: 'per_vector_masking_capable' }),
});

const msix = (): Table => ({
  capabilities: ['msix'],
  rows: [
    ...flags('', 'msix.control', { Enable: 'enable', Masked: 'function_mask' }),
    value('', 'Count=*', 'msix.control.table_size', decimalPlus(1)),
    value('Vector table', 'BAR=*', 'msix.table.bir'),
    value('Vector table', 'offset=*', 'msix.table', qwords('msix.table.offset')),
    value('PBA', 'BAR=*', 'msix.pba.bir'),
    value('PBA', 'offset=*', 'msix.pba', qwords('msix.pba.offset')),
  ],
});

const af = (): Table => ({
  capabilities: ['af'],
  rows: [
    ...flags('AFCap', 'af.capabilities', { TP: 'transactions_pending', FLR: 'function_level_reset' }),
    ...flags('AFCtrl', 'af.control', { FLR: 'initiate_flr' }),
    ...flags('AFStatus', 'af.status', { TP: 'transactions_pending' }),
  ],
});

export default [pm, msi, msix, af];
