import { deadFunction, functionAnswers } from '../function-answers.ts';
import { defineStep } from './define.ts';
import { endpoint, port } from './example.ts';

export default defineStep({
  meta: {
    id: 'assign/function-answers',
    title: 'The Function answers Configuration Requests',
    of: 'the Function',
    reads: [],
    why: 'A Function whose reads give all ones is gone, without power or in reset: a guest gets nothing of it.',
    linux: 'vfio_pci_core_enable(): pci_enable_device() or the reset before it fails.',
    errno: 'EIO',
    fix: 'Bring the Function back (power, link, a reset of the slot, then a rescan) and capture it again.',
    source: 'Linux 6.12 and 7.2: vfio_pci_core_enable() in drivers/vfio/pci/vfio_pci_core.c',
    isGate: true,
  },
  look: ({ fn }, read) => functionAnswers(fn, read),
  examples: {
    good: [{ functions: [port(), endpoint()] }],
    bad: [{ functions: [port(), deadFunction('01:00.0')] }],
  },
});
