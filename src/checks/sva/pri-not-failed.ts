import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf } from './example.ts';

const failure = 'pri.status.response_failure';
const unexpected = 'pri.status.unexpected_prg_index';
const stopped = 'pri.status.stopped';
const enable = 'pri.control.enable';

export default defineStep({
  meta: {
    id: 'sva/pri-not-failed',
    title: 'The Page Request Interface has not failed',
    of: 'the Function that has PRI',
    reads: [failure, unexpected, stopped, enable],
    why: 'After a Response Failure the interface stops for the PF and all its VFs, until it is reset; no VF can do that on its own.',
    linux:
      'pci_reset_pri() of a VF returns 0 and does nothing; pci_enable_pri() of the PF returns -EBUSY while it has not stopped.',
    errno: 'EBUSY',
    fix: 'Turn PRI off in the PF, wait for Stopped, reset it and turn it on again: all VFs lose their page requests.',
    source:
      'Linux 6.12 and 7.2: pci_reset_pri() and pci_enable_pri() in drivers/pci/ats.c; PCIe 6.0 §10.5.2.3',
  },
  look(subject, read) {
    const { holder, holderName } = subject;
    if (!holder) return unknown(noHolder(subject));
    const { fn } = holder;
    const [failed, index, isStopped, on] = ([failure, unexpected, stopped, enable] as const).map((path) =>
      read.number(holder, path),
    );
    if (failed === undefined)
      return read.isAbsent(holder, failure)
        ? notApplicable(`${holderName} has no PRI`)
        : unknown(`PRI Status of ${holderName} is not in the dump`, { fn, fields: [failure] });
    if (failed === 1) return fail(`Response Failure of ${holderName} is 1`, { fn, fields: [failure] });
    if (index === 1)
      return fail(`Unexpected Page Request Group Index of ${holderName} is 1`, { fn, fields: [unexpected] });
    if (on === 1 && isStopped === 1)
      return pass(`no failure; Stopped of ${holderName} is 1, so that nothing is outstanding`, {
        fn,
        fields: [stopped],
      });
    return pass('no failure', { fn, fields: [failure, unexpected] });
  },
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [
      { functions: [port(), pf({ [failure]: 1 }), vf()] },
      { functions: [port(), pf({ [unexpected]: 1 }), vf()] },
    ],
  },
});
