import { FunctionView } from '../../decode/view.ts';
import { identityOf, isVirtfn, pfOfVf } from '../../machine/isolation/identity.ts';
import type { PciFunction } from '../../model/function.ts';
import type { FieldPath } from '../../registers/index.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import type { Step } from '../ladder.ts';

/** One Function whose DMA is to use the addresses of a program. */
export interface SvaSubject {
  readonly system: System;
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly report: FunctionReport;
  /** Whether the kernel of this system has it as a VF. */
  readonly isVf: boolean;
  /** The Function that has PASID and PRI: the PF of a VF, or itself; undefined where that is not in the dump. */
  readonly holder: FunctionView | undefined;
  /** How the holder is called: `its PF 0000:01:00.0`, or its own address. */
  readonly holderName: string;
  readonly vendor: number | undefined;
  readonly device: number | undefined;
}

export function svaSubject(system: System, fn: PciFunction): SvaSubject {
  const { machine } = system;
  const isVf = isVirtfn(fn, machine);
  const pf = pfOfVf(fn, machine);
  const view = new FunctionView(fn);
  const holder = isVf ? pf && new FunctionView(pf) : view;
  return {
    system,
    fn,
    view,
    report: system.report(fn),
    isVf,
    holder,
    holderName: isVf ? `its PF ${pf?.address ?? ''}`.trim() : fn.address,
    ...identityOf(fn, machine),
  };
}

/** A step of `check sva`. */
export const defineStep = <const P extends FieldPath>(step: Step<SvaSubject, P>): Step<SvaSubject, P> => step;

export const noPf = 'its PF, which has PASID and PRI, is not in the dump';
