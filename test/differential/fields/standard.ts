import { flags, hex, named, power, type Table, value } from './language.ts';
import { legacy } from './standard-legacy.ts';

const pm: Table = {
  capabilities: ['pm'],
  title: /^Power Management/,
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
    ...['PME(D0±', ',D1±', ',D2±', ',D3hot±', ',D3cold±'].map((words, n) =>
      value('Flags', words, 'pm.capabilities.pme_support', (mask) => ((mask >> n) & 1 ? '+' : '-')),
    ),
    value('Status', '*', 'pm.control_status.power_state', (state) => `D${state}`),
    ...flags('Status', 'pm.control_status', {
      NoSoftRst: 'no_soft_reset',
      'PME-Enable': 'pme_enable',
      PME: 'pme_status',
    }),
    value('Status', 'DSel=*', 'pm.control_status.data_select'),
    value('Status', 'DScale=*', 'pm.control_status.data_scale'),
    ...flags('Bridge', 'pm.bridge_extensions', { PM: 'bus_power_clock_control_enable' }),
    value('Bridge', 'B3±', 'pm.bridge_extensions.b2_b3', (set) => (set ? '-' : '+')),
  ],
};

const msi: Table = {
  capabilities: ['msi'],
  title: /^MSI:/,
  rows: [
    ...flags('', 'msi.control', {
      Enable: 'enable',
      Maskable: 'per_vector_masking_capable',
      '64bit': 'address_64bit_capable',
    }),
    value('', 'Count=*/', 'msi.control.multiple_message_enable', power(1)),
    value('', '/*', 'msi.control.multiple_message_capable', power(1)),
    value('Address', '* ', 'msi.address', (low, get) => {
      const upper = get('msi.upper_address');
      const at = low.toString(16).padStart(8, '0');
      return upper === undefined ? at : upper.toString(16).padStart(8, '0') + at;
    }),
    value('Address', 'Data: *', 'msi.data', hex(4)),
    value('Masking', '* ', 'msi.mask', hex(8)),
    value('Masking', 'Pending: *', 'msi.pending', hex(8)),
  ],
};

const msix: Table = {
  capabilities: ['msix'],
  title: /^MSI-X:/,
  rows: [
    ...flags('', 'msix.control', { Enable: 'enable', Masked: 'function_mask' }),
    value('', 'Count=*', 'msix.control.table_size', (size) => String(size + 1)),
    value('Vector table', 'BAR=*', 'msix.table.bir'),
    value('Vector table', 'offset=*', 'msix.table', (raw) =>
      ((raw & ~7) >>> 0).toString(16).padStart(8, '0'),
    ),
    value('PBA', 'BAR=*', 'msix.pba.bir'),
    value('PBA', 'offset=*', 'msix.pba', (raw) => ((raw & ~7) >>> 0).toString(16).padStart(8, '0')),
  ],
};

export const standard: readonly Table[] = [pm, msi, msix, ...legacy];
