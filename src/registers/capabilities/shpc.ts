import { bit, defineStandard, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x0c,
  name: 'shpc',
  title: 'PCI Standard Hot-Plug Controller',
  spec: 'PCI Standard Hot-Plug Controller 1.0',
  aliases: { setpci: 'CAP_HOTPLUG', linux: 'PCI_CAP_ID_SHPC' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in bridges: a function with it is not a VF.'),
  length: 8,
  registers: {
    dword_select: whole(0x02, 8, 'DWORD Select', 'RW', {
      reset: 0,
      style: 'hex',
      note: 'The dword of the register set in memory that DWORD Data shows.',
    }),
    pending: register(0x03, 8, 'Pending', {
      controller_serr_pending: bit(6, 'Controller SERR Pending', 'RO'),
      controller_interrupt_pending: bit(7, 'Controller Interrupt Pending', 'RO'),
    }),
    dword_data: whole(0x04, 32, 'DWORD Data', 'RW', { style: 'hex' }),
  },
}));
