import { pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, pf, port, vf } from './example.ts';

const enable = 'header.command.memory_space_enable';

export default defineStep({
  meta: {
    id: 'assign/command-memory',
    title: 'vfio knows whether Memory Space Enable works in it',
    of: 'the Function',
    reads: [enable],
    why: 'Memory Space Enable of a VF always reads 0. vfio keeps a bit of its own for a Function whose no_command_memory is set; else it maps the BARs only while the Function itself has the bit set.',
    linux:
      '__vfio_pci_memory_enabled() asks no_command_memory, which pci_iov_add_virtfn() and s390 set; a VF that a hypervisor gave to this system is an ordinary Function there, whose bit the hypervisor must emulate.',
    errno: null,
    fix: 'Where the hypervisor below does not emulate Memory Space Enable (nested guests), its kernel must set no_command_memory.',
    source:
      'Linux 6.12 and 7.2: __vfio_pci_memory_enabled() and vfio_config_init() in drivers/vfio/pci/vfio_pci_config.c, pci_iov_add_virtfn() in drivers/pci/iov.c',
    isInformation: true,
    isOptional: true,
  },
  look({ fn, view, isVf, report }, read) {
    if (isVf) return pass('no_command_memory is set: it is a VF of this system, and vfio emulates the bit');
    if ((read.stated(fn.stated.vfNumber) ?? 0) > 0)
      return pass('no_command_memory is set: s390 does so for what firmware calls a VF');
    if (isVf === undefined) return unknown('whether it is a VF of this system cannot be told');
    const on = read.number(view, enable);
    if (on === undefined) return unknown('Command is not in the dump', { fields: [enable] });
    const detached = report.verdict.attachment === 'detached' ? ', and it is a VF to the host below' : '';
    return pass(`no_command_memory is not set${detached}; Memory Space Enable reads ${on}`, {
      fields: [enable],
    });
  },
  examples: { good: [{ functions: [port(), endpoint()] }, { functions: [port(), pf(), vf()] }], bad: [] },
});
