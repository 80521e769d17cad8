import { FunctionView } from '../../decode/view.ts';
import { identityOf, pfOfVf } from '../../machine/isolation/identity.ts';
import type { PciFunction } from '../../model/function.ts';
import type { FieldPath } from '../../registers/index.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { fail, notApplicable, type Outcome, pass, type Reader, type Step, unknown } from '../ladder.ts';
import { isVfHere } from '../virtfn.ts';

/** One Function whose DMA is to use the addresses of a program. */
export interface SvaSubject {
  readonly system: System;
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly report: FunctionReport;
  /** Whether the kernel of this system has it as a VF; undefined where the dump cannot tell. */
  readonly isVf: boolean | undefined;
  /** The Function that has PASID and PRI: the PF of a VF, or itself; undefined where that is not in the dump. */
  readonly holder: FunctionView | undefined;
  /** How the holder is called: `its PF 0000:01:00.0`, or its own address. */
  readonly holderName: string;
  readonly vendor: number | undefined;
  readonly device: number | undefined;
}

export function svaSubject(system: System, fn: PciFunction): SvaSubject {
  const { machine } = system;
  const isVf = isVfHere(system, fn);
  const pf = pfOfVf(fn, machine);
  const view = new FunctionView(fn);
  const holder = isVf === false ? view : pf && new FunctionView(pf);
  return {
    system,
    fn,
    view,
    report: system.report(fn),
    isVf,
    holder,
    holderName: isVf !== false ? `its PF ${pf?.address ?? ''}`.trim() : fn.address,
    ...identityOf(fn, machine),
  };
}

/** A step of `check sva`. */
export const defineStep = <const P extends FieldPath>(step: Step<SvaSubject, P>): Step<SvaSubject, P> => step;

/** Why there is no holder. */
export const noHolder = ({ isVf }: SvaSubject): string =>
  isVf
    ? 'its PF, which has PASID and PRI, is not in the dump'
    : 'whether it is a VF, which has PASID and PRI in its PF, cannot be told';

/** Whether the Function that governs PASID or PRI has it on. */
export function enabled<P extends FieldPath>(
  subject: SvaSubject,
  read: Reader<P>,
  enable: P,
  name: 'PASID' | 'PRI',
): Outcome {
  const { holder, holderName } = subject;
  if (!holder) return unknown(noHolder(subject));
  const { fn } = holder;
  const more = { fn, fields: [enable] };
  const on = read.number(holder, enable);
  if (on === undefined)
    return read.isAbsent(holder, enable)
      ? notApplicable(`${holderName} has no ${name}`)
      : unknown(`${name} Control of ${holderName} is not in the dump`, more);
  return on === 1
    ? pass(`${name} Enable of ${holderName} is 1`, more)
    : fail(`${name} Enable of ${holderName} is 0`, more);
}
