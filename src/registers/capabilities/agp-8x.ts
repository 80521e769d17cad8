import { defineStandard } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x0e,
  name: 'agp_8x',
  title: 'AGP 8x Target',
  spec: 'AGP 3.0',
  aliases: { setpci: 'CAP_AGP3', linux: 'PCI_CAP_ID_AGP3' },
  nameOnly: 'Marks a bridge as the target of AGP 8x; no public specification gives it registers.',
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in bridges: a function with it is not a VF.'),
  length: 4,
  registers: {},
}));
