import type { FunctionReport } from '../../verdict/system.ts';

/** What a kernel that knew of a detached VF would do in another way. */
export interface Difference {
  /** What it is about. */
  readonly about: string;
  /** As it is today, and as it would be. */
  readonly today: string;
  /** What it would do if it knew the Function for a VF. */
  readonly knowing: string;
}

/**
 * The subject of the mail thread “PCI: Introduce flag for detached virtual functions” (August and September 2020): to the
 * kernel of a guest a VF is an ordinary Function, and the PF that governs what they share is out of its sight.
 */
const differences: readonly Difference[] = [
  {
    about: 'is_virtfn',
    today: '0: the VF is found by a scan of the bus, as any Function is',
    knowing:
      'set without a PF, so that the rules for VFs hold: no INTx, no Memory Space Enable, link and power are another’s',
  },
  {
    about: 'pci_physfn()',
    today: 'returns the VF itself: a caller that wants the PF reads and writes the VF',
    knowing: 'callers would have to ask whether there is a PF at all before they go to it',
  },
  {
    about: 'no_command_memory',
    today:
      '0 (s390 sets it): vfio-pci in this guest maps BARs by a bit that the hypervisor below must emulate',
    knowing: 'set, so that vfio-pci keeps a bit of its own for a guest inside this one',
  },
  {
    about: 'pci_enable_ats()',
    today: 'writes a Smallest Translation Unit that the VF ignores, and returns 0',
    knowing: 'would take the unit as given by the host, or refuse another page size',
  },
  {
    about: 'pci_enable_pasid(), pci_enable_pri()',
    today: 'look in the VF, which has neither capability: -EINVAL, unless the VMM adds one',
    knowing: 'would go by what the host says about the PF, as they go by the PF on a host',
  },
  {
    about: 'pci_reset_pri()',
    today:
      '-EINVAL without the capability; with one that the VMM adds, that one is reset and the shared interface of the PF is not, and nothing tells the guest so',
    knowing:
      'would return 0 and do nothing, and its caller would wait for outstanding requests with a time-out',
  },
  {
    about: 'page requests that fail',
    today: 'Stopped and Response Failure are of the PF: what the guest reads is emulated or missing',
    knowing: 'the guest would not rely on them, and would ask the host for a reset',
  },
];

/** For a VF whose PF this system does not see; nothing for all others. */
export const knowingLinux = ({ verdict }: FunctionReport): readonly Difference[] =>
  verdict.detachedKind === 'guest-view' ? differences : [];
