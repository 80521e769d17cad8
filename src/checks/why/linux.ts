import { FunctionView } from '../../decode/view.ts';
import { pfOfVf } from '../../machine/isolation/identity.ts';
import { formatKey, parseAddress } from '../../model/address.ts';
import type { PciFunction } from '../../model/function.ts';
import type { FieldPath } from '../../registers/index.ts';
import type { System } from '../../verdict/system.ts';
import { whyListBroken } from '../broken-list.ts';
import { placeOf } from '../place-of.ts';
import { virtfn } from '../virtfn.ts';
import { known, type LinuxFact, unknownFact } from './fact.ts';
import { pasidResult } from './pasid.ts';

/** What Linux makes of a Function, by the names that the kernel has: of 6.12 and 7.2, which agree in these. */
export interface LinuxView {
  /** Whether Linux has it as a PF. */
  readonly is_physfn: LinuxFact;
  /** Whether Linux has it as a VF. */
  readonly is_virtfn: LinuxFact;
  /** The Function that `pci_physfn()` gives. */
  readonly pci_physfn: LinuxFact;
  /** Whether Linux expects no Memory Space Enable of its own. */
  readonly no_command_memory: LinuxFact;
  /** Bytes of configuration space that Linux reads. */
  readonly cfg_size: LinuxFact;
  /** `pci_enable_ats()` with pages of 4 KiB. */
  readonly ats: LinuxFact;
  /** Whether PASID can be enabled. */
  readonly pasid: LinuxFact;
  /** Whether PRI can be enabled. */
  readonly pri: LinuxFact;
  /** Whether PRI can be reset. */
  readonly reset_pri: LinuxFact;
}

/** What is written for each name, where the name alone does not say it. */
export const linuxTitles: Readonly<Record<keyof LinuxView, string>> = {
  is_physfn: 'is_physfn',
  is_virtfn: 'is_virtfn',
  pci_physfn: 'pci_physfn()',
  no_command_memory: 'no_command_memory',
  cfg_size: 'cfg_size',
  ats: 'pci_enable_ats()',
  pasid: 'pci_enable_pasid()',
  pri: 'pci_enable_pri()',
  reset_pri: 'pci_reset_pri()',
};

export const linuxSource =
  'Linux 6.12 and 7.2: drivers/pci/iov.c (sriov_init(), pci_iov_add_virtfn()), include/linux/pci.h (pci_physfn()), drivers/pci/probe.c (pci_cfg_space_size()), drivers/pci/ats.c (pci_enable_ats(), pci_enable_pasid(), pci_enable_pri(), pci_reset_pri())';

const whole = 4096;
const short = 256;

export function linuxView(system: System, fn: PciFunction): LinuxView {
  const looking = new Looking(system, fn);
  const { isVf } = looking;
  return {
    is_physfn: looking.isPhysfn(),
    is_virtfn: isVf,
    pci_physfn: looking.physfn(),
    no_command_memory: looking.noCommandMemory(),
    cfg_size: looking.configSize(),
    ats: looking.ats(),
    pasid: looking.pasid(),
    pri: looking.pri(),
    reset_pri: looking.resetPri(),
  };
}

class Looking {
  readonly system: System;
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly isVf: LinuxFact;
  readonly pf: FunctionView | undefined;

  constructor(system: System, fn: PciFunction) {
    this.system = system;
    this.fn = fn;
    this.view = new FunctionView(fn);
    const pf = pfOfVf(fn, system.machine);
    this.pf = pf && new FunctionView(pf);
    this.isVf = virtfn(system, fn);
  }

  isPhysfn(): LinuxFact {
    const { view, fn } = this;
    const total = view.ask('sriov.total_vfs');
    if (this.system.machine.pfs.has(fn.key)) {
      const isNone = (total.source === 'bytes' || total.source === 'stated') && Number(total.value) === 0;
      return isNone
        ? known(0, 'TotalVFs is 0: sriov_init() does not set it', placeOf(view, 'sriov.total_vfs'))
        : known(1, 'it has SR-IOV: sriov_init() sets it', placeOf(view, 'sriov.total_vfs'));
    }
    if (this.isVf.value === 1) return known(0, 'a VF has no SR-IOV');
    const has = view.has('sriov');
    return has.source === 'not-in-dump'
      ? unknownFact(`${has.lacks}, so that SR-IOV cannot be seen`)
      : known(0, this.#noSriov());
  }

  #noSriov(): string {
    const broken = whyListBroken(this.view);
    return broken === undefined
      ? 'it has no SR-IOV capability'
      : `no SR-IOV is found in its list of extended capabilities, which is broken: ${broken}`;
  }

  physfn(): LinuxFact {
    const { fn, isVf, pf } = this;
    if (isVf.value === 0)
      return known(fn.address, 'pci_physfn() returns the Function itself where is_virtfn is not set');
    if (isVf.value === null) return unknownFact(isVf.because);
    const stated = fn.stated.pf && parseAddress(fn.stated.pf.value);
    const key = pf?.fn.key ?? stated;
    return key === undefined
      ? unknownFact('its PF is not in the dump')
      : known(formatKey(key), 'dev->physfn, the PF that made it');
  }

  noCommandMemory(): LinuxFact {
    const { isVf, fn } = this;
    if (isVf.value === 1)
      return known(1, 'pci_iov_add_virtfn() sets it: Memory Space Enable of a VF reads 0');
    if ((fn.stated.vfNumber?.value ?? 0) > 0)
      return known(
        1,
        `firmware says VF ${fn.stated.vfNumber?.value}, for which s390 sets it`,
        fn.stated.vfNumber?.at,
      );
    return isVf.value === null
      ? unknownFact(isVf.because)
      : known(0, 'it is set for VFs of this kernel, and by s390, alone');
  }

  configSize(): LinuxFact {
    const { isVf, fn, view } = this;
    const stated = fn.stated.configSize;
    if (stated) return known(stated.value, `${stated.by} states it`, stated.at);
    if (isVf.value === 1) return known(whole, 'pci_cfg_space_size() returns it for every VF, without a look');
    if (fn.config.has(short, 4))
      return fn.config.u32(short) === 0xffffffff
        ? known(short, 'the doubleword at 100h reads all ones', fn.positionOf(short))
        : known(whole, 'the doubleword at 100h reads as one', fn.positionOf(short));
    const pcie = view.has('pcie').source;
    return pcie === 'not-in-function' && view.has('pcix').source === 'not-in-function'
      ? known(short, 'it has neither PCI Express nor PCI-X')
      : unknownFact('the dump ends before 100h');
  }

  /** All ones are not registers: that no capability is in them tells nothing. */
  #silent(): LinuxFact | undefined {
    const isSilent = this.system.report(this.fn).verdict.role === 'unreadable';
    return isSilent ? unknownFact('the Function did not answer') : undefined;
  }

  ats(): LinuxFact {
    const { view, isVf, pf } = this;
    const silent = this.#silent();
    if (silent) return silent;
    const has = view.has('ats');
    if (has.source === 'not-in-dump') return unknownFact(`${has.lacks}, so that ATS cannot be seen`);
    if (has.source === 'not-in-function') return known('-EINVAL', 'it has no ATS capability');
    if (isVf.value === null) return unknownFact(isVf.because);
    if (isVf.value === 0)
      return known('0', 'it writes STU and Enable, as for any Function', placeOf(view, 'ats.control.enable'));
    if (!pf) return unknownFact('STU of its PF counts, which is not in the dump');
    const unit = this.#number(pf, 'ats.control.smallest_translation_unit');
    const at = placeOf(pf, 'ats.control.smallest_translation_unit');
    if (unit === undefined)
      return pf.has('ats').source === 'not-in-function'
        ? known('-EINVAL', `its PF ${pf.fn.address} has no ATS, so that ats_stu of the PF is not set`)
        : unknownFact('ATS Control of its PF is not in the dump');
    return unit === 0
      ? known(
          '0',
          `STU of its PF ${pf.fn.address} is 0 (4 KiB), if the IOMMU driver prepared it (pci_prepare_ats())`,
          at,
        )
      : known('-EINVAL', `STU of its PF ${pf.fn.address} is ${unit}, and pages of 4 KiB need 0`, at);
  }

  pasid(): LinuxFact {
    const { isVf, pf, fn, system } = this;
    if (isVf.value === null) return unknownFact(isVf.because);
    if (isVf.value === 0) return this.#silent() ?? pasidResult(system, fn);
    return this.#ofPf('pasid', 'pasid.control.enable', pf);
  }

  pri(): LinuxFact {
    const { isVf, pf, view } = this;
    if (isVf.value === null) return unknownFact(isVf.because);
    if (isVf.value === 1) return this.#ofPf('pri', 'pri.control.enable', pf);
    const silent = this.#silent();
    if (silent) return silent;
    const has = view.has('pri');
    if (has.source === 'not-in-dump') return unknownFact(`${has.lacks}, so that PRI cannot be seen`);
    if (has.source === 'not-in-function') return known('-EINVAL', 'it has no PRI capability');
    const stopped = this.#number(view, 'pri.status.stopped');
    const at = placeOf(view, 'pri.status.stopped');
    if (stopped === undefined) return unknownFact('PRI Status is not in the dump');
    return stopped === 0
      ? known('-EBUSY', 'Stopped is 0: requests may be outstanding', at)
      : known('0', 'Stopped is 1', at);
  }

  resetPri(): LinuxFact {
    const { isVf, view } = this;
    if (isVf.value === null) return unknownFact(isVf.because);
    if (isVf.value === 1) return known('0', 'it does nothing for a VF, and says that it succeeded');
    const silent = this.#silent();
    if (silent) return silent;
    const has = view.has('pri');
    if (has.source === 'not-in-dump') return unknownFact(`${has.lacks}, so that PRI cannot be seen`);
    if (has.source === 'not-in-function') return known('-EINVAL', 'it has no PRI capability');
    const on = this.#number(view, 'pri.control.enable');
    const at = placeOf(view, 'pri.control.enable');
    if (on === undefined) return unknownFact('PRI Control is not in the dump');
    return on === 1 ? known('-EBUSY', 'PRI Enable is 1', at) : known('0', 'PRI Enable is 0', at);
  }

  /** What the function returns for a VF: 0 where the PF has it on. */
  #ofPf(capability: string, path: FieldPath, pf: FunctionView | undefined): LinuxFact {
    if (!pf) return unknownFact('its PF decides, which is not in the dump');
    const on = this.#number(pf, path);
    const name = capability.toUpperCase();
    if (on === undefined)
      return pf.has(capability).source === 'not-in-function'
        ? known('-EINVAL', `its PF ${pf.fn.address} has no ${name}`)
        : unknownFact(`${name} Control of its PF is not in the dump`);
    return known(
      on === 1 ? '0' : '-EINVAL',
      `${name} Enable of its PF ${pf.fn.address} is ${on}; nothing is written`,
      placeOf(pf, path),
    );
  }

  #number(view: FunctionView, path: FieldPath): number | undefined {
    const answer = view.ask(path);
    return answer.source === 'bytes' || answer.source === 'stated' ? Number(answer.value) : undefined;
  }
}
