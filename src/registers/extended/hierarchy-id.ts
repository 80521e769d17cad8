import { bit, bits, defineExtended, register, vf, whole } from '../define.ts';

const spec = { spec: 'r6/7 7.9.17' };
const likePf = vf('must-match-pf', null, "Shows the PF's value while Hierarchy ID Writeable is 0.", spec);
const likePfOrOwn = vf(
  'must-match-pf',
  null,
  "Shows the PF's value while Hierarchy ID Writeable is 0, else what the hypervisor wrote.",
  spec,
);
const guid = { style: 'hex', vf: likePfOrOwn } as const;

export default defineExtended(() => ({
  id: 0x0028,
  name: 'hierarchy_id',
  title: 'Hierarchy ID',
  spec: 'PCIe 6.0 §7.9.17',
  aliases: { setpci: 'ECAP_HIER_ID' },
  inVf: 'optional',
  vf: vf('independent', null, 'A VF may have it only where its PF has it.', spec),
  length: 0x20,
  registers: {
    status: register(
      0x04,
      32,
      'Hierarchy ID Status',
      {
        message_requester_id: bits(15, 0, 'Message Requester ID', 'RO', {
          reset: 0,
          style: 'routing-id',
          vf: likePf,
          note: 'Port that sent the last Hierarchy ID Message.',
        }),
        writeable: bit(28, 'Hierarchy ID Writeable', 'RW', {
          vf: vf('independent', null, 'Only in a VF may it be written; 0 after a reset.', {
            spec: 'r6/7 7.9.17.2',
          }),
        }),
        vf_configurable: bit(29, 'Hierarchy ID VF Configurable', 'RO', {
          vf: vf('independent', null, '1 where Writeable can be written, which speaks for a VF.', {
            spec: 'r6/7 7.9.17.2',
          }),
        }),
        pending: bit(30, 'Hierarchy ID Pending', 'RW', { reset: 0, note: 'Only of Downstream Ports.' }),
        valid: bit(31, 'Hierarchy ID Valid', 'RW', {
          vf: vf('must-match-pf', null, "Shows the PF's value while Hierarchy ID Writeable is 0.", {
            spec: 'r6/7 7.9.17.2',
          }),
        }),
      },
      { spec: 'PCIe 6.0 §7.9.17.2' },
    ),
    data: register(
      0x08,
      32,
      'Hierarchy ID Data',
      {
        system_guid_authority_id: bits(7, 0, 'System GUID Authority ID', 'RW', {
          reset: 0,
          style: 'hex',
          vf: likePfOrOwn,
        }),
        hierarchy_id: bits(31, 16, 'Hierarchy ID', 'RW', {
          reset: 0,
          style: 'hex',
          vf: likePfOrOwn,
          note: 'As a rule the PCI segment (domain).',
        }),
      },
      { spec: 'PCIe 6.0 §7.9.17.3' },
    ),
    guid_1: whole(0x0c, 32, 'Hierarchy ID GUID 1', 'RW', {
      ...guid,
      spec: 'PCIe 6.0 §7.9.17.4',
      note: 'The first bytes of the System GUID.',
    }),
    guid_2: whole(0x10, 32, 'Hierarchy ID GUID 2', 'RW', { ...guid, spec: 'PCIe 6.0 §7.9.17.5' }),
    guid_3: whole(0x14, 32, 'Hierarchy ID GUID 3', 'RW', { ...guid, spec: 'PCIe 6.0 §7.9.17.6' }),
    guid_4: whole(0x18, 32, 'Hierarchy ID GUID 4', 'RW', { ...guid, spec: 'PCIe 6.0 §7.9.17.7' }),
    guid_5: whole(0x1c, 32, 'Hierarchy ID GUID 5', 'RW', { ...guid, spec: 'PCIe 6.0 §7.9.17.8' }),
  },
}));
