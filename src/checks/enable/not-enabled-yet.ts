import { fail, pass, unknown } from '../ladder.ts';
import { defineStep, vfs } from './define.ts';
import { pf, port } from './example.ts';

const fields = ['sriov.control.vf_enable', 'sriov.num_vfs'] as const;
const enabled = { 'sriov.control.vf_enable': 1, 'sriov.num_vfs': 4 };

export default defineStep({
  meta: {
    id: 'enable/not-enabled-yet',
    title: 'VFs are off, or as many are on as are asked for',
    of: 'the PF',
    reads: fields,
    why: 'The number of VFs cannot be changed while some are enabled: all must go before others come.',
    linux: 'sriov_numvfs_store(): “N VFs already enabled. Disable before enabling M VFs”.',
    errno: 'EBUSY',
    fix: 'Write 0 to sriov_numvfs first; guests that use the VFs must give them back before.',
    source: 'Linux 6.12 and 7.2: sriov_numvfs_store() in drivers/pci/iov.c',
  },
  look({ view, asked }, read) {
    const enable = read.number(view, 'sriov.control.vf_enable');
    const numVfs = read.number(view, 'sriov.num_vfs');
    if (enable === undefined) return unknown('VF Enable is not in the dump', { fields });
    if (enable === 0) return pass('VF Enable is 0', { fields });
    if (numVfs === undefined) return unknown('VF Enable is 1, and NumVFs is not in the dump', { fields });
    const seen = `${vfs(numVfs)} ${numVfs === 1 ? 'is' : 'are'} enabled`;
    if (asked === undefined)
      return pass(`${seen}; for another number write 0 to sriov_numvfs first`, { fields });
    return asked === numVfs
      ? pass(seen, { fields })
      : fail(`${seen}, and ${asked} are asked for`, { fields });
  },
  examples: {
    good: [{ functions: [port(), pf()] }, { functions: [port(), pf(enabled)], vfs: 4 }],
    bad: [{ functions: [port(), pf(enabled)], vfs: 2 }],
  },
});
