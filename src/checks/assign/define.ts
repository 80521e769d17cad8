import { FunctionView } from '../../decode/view.ts';
import { identityOf, pfOfVf } from '../../machine/isolation/identity.ts';
import type { PciFunction } from '../../model/function.ts';
import type { FieldPath } from '../../registers/index.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { type CheckedGroup, groupsIn } from '../groups.ts';
import type { Step } from '../ladder.ts';
import { isVfHere } from '../virtfn.ts';

/** One Function that is to be given to a guest by vfio-pci. */
export interface AssignSubject {
  readonly system: System;
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly report: FunctionReport;
  /** Whether the kernel of this system has it as a VF; undefined where the dump cannot tell. */
  readonly isVf: boolean | undefined;
  /** The PF of such a VF, where it is in the dump. */
  readonly pf: FunctionView | undefined;
  readonly vendor: number | undefined;
  readonly device: number | undefined;
  /** The IOMMU group that Linux would form around it. */
  readonly group: CheckedGroup | undefined;
}

export function assignSubject(system: System, fn: PciFunction): AssignSubject {
  const { machine } = system;
  const pf = pfOfVf(fn, machine);
  return {
    system,
    fn,
    view: new FunctionView(fn),
    report: system.report(fn),
    isVf: isVfHere(system, fn),
    pf: pf && new FunctionView(pf),
    ...identityOf(fn, machine),
    group: groupsIn(machine).of.get(fn),
  };
}

/** A step of `check assign`. */
export const defineStep = <const P extends FieldPath>(step: Step<AssignSubject, P>): Step<AssignSubject, P> =>
  step;

export const vfio = 'vfio-pci';

/** Drivers that let the other Functions of their group be given away (`driver_managed_dma`, Linux 6.12 and 7.2). */
export const harmlessDrivers: ReadonlySet<string> = new Set([vfio, 'pci-stub', 'pcieport', 'shpchp']);

const bridgeClass = 0x06;

/** Whether the Functions of a group are given away with it: bridges and host bridges stay with the host. */
export const isBridge = (fn: PciFunction): boolean =>
  (fn.config.u8(0x0b) >= 0 && fn.config.u8(0x0b) !== 0xff
    ? fn.config.u8(0x0b)
    : (fn.stated.classCode?.value ?? 0) >>> 16) === bridgeClass && (fn.config.u8(0x0e) & 0x7f) !== 0;
