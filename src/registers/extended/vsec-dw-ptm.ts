import { bit, defineExtended, register, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

const time = { unit: { label: 'ns' } };
const requester = { 'header.id': 0x0003 };
const responder = { 'header.id': 0x0004 };

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_dw_ptm',
  title: 'Synopsys DesignWare Precision Time Measurement Context (VSEC)',
  spec: 'Linux 6.16 drivers/pci/controller/dwc/pcie-designware.h',
  when: { '@vendor': 0x17cb, 'header.id': [0x0003, 0x0004], 'header.revision': 1 },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  registers: {
    ...vsecHeader,
    control: register(0x08, 32, 'PTM Context Control', {
      auto_update_enabled: bit(0, 'Auto Update Enabled', 'RW', { when: requester }),
      context_valid: bit(0, 'Context Valid', 'RW', { when: responder }),
      start_update: bit(1, 'Start Update', 'RW', { when: requester }),
    }),
    local_clock: whole(0x10, 64, 'Local Clock', 'RO', time),
    t1_t2: whole(0x18, 64, 'T1 (requester) or T2 (responder)', 'RO', time),
    t3_t4: whole(0x28, 64, 'T4 (requester) or T3 (responder)', 'RO', time),
    master_clock: whole(0x38, 64, 'Master Clock', 'RO', { ...time, when: requester }),
  },
}));
