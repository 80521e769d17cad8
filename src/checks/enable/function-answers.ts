import { deadFunction, functionAnswers } from '../function-answers.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

export default defineStep({
  meta: {
    id: 'enable/function-answers',
    title: 'The Function answers Configuration Requests',
    of: 'the PF',
    reads: [],
    why: 'Reads of a Function that is gone, without power or in reset give all ones, so that nothing of it can be set.',
    linux:
      'pci_read_config_*() gives ~0; writing sriov_numvfs then fails in the driver, or the PF is not found at all.',
    errno: 'EIO',
    fix: 'Bring the Function back (power, link, reset of the slot, then a rescan) and capture it again.',
    source:
      'Linux 6.12 and 7.2: pci_setup_device() in drivers/pci/probe.c, sriov_enable() in drivers/pci/iov.c',
    isGate: true,
  },
  look: ({ fn }, read) => functionAnswers(fn, read),
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [{ functions: [port(), deadFunction('01:00.0')] }],
  },
});
