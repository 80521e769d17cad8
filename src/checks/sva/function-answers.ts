import { deadFunction, functionAnswers } from '../function-answers.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

export default defineStep({
  meta: {
    id: 'sva/function-answers',
    title: 'The Function answers Configuration Requests',
    of: 'the Function',
    reads: [],
    why: 'Nothing can be said about, or turned on in, a Function that reads all ones.',
    linux: 'pci_find_ext_capability() finds neither ATS nor PASID nor PRI.',
    errno: 'EINVAL',
    fix: 'Bring the Function back (power, link, a reset of the slot, then a rescan) and capture it again.',
    source: 'Linux 6.12 and 7.2: pci_ats_init(), pci_pasid_init() and pci_pri_init() in drivers/pci/ats.c',
    isGate: true,
  },
  look: ({ fn }, read) => functionAnswers(fn, read),
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [{ functions: [port(), deadFunction('01:00.0')] }],
  },
});
