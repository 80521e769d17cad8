import type { FunctionReport, System } from '../../verdict/system.ts';
import { linuxView } from './linux.ts';
import { guestView } from './qemu.ts';
import { vfioView } from './vfio.ts';
import type { Placement, View, ViewName } from './view.ts';

interface ViewKind {
  /** The viewer of the Function. */
  readonly title: string;
  readonly of: (report: FunctionReport, system: System, placement?: Placement) => View;
}

/** Every view of a Function that is not its bytes. */
export const views: Readonly<Record<ViewName, ViewKind>> = {
  linux: { title: 'as the kernel of the host uses it (Linux 6.12)', of: linuxView },
  vfio: { title: 'as vfio-pci shows it to a VMM at open (Linux 6.12)', of: vfioView },
  guest: {
    title: 'as a guest reads it under QEMU 10.0, before its firmware and driver set it up',
    of: guestView,
  },
};
