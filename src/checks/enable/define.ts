import { FunctionView } from '../../decode/view.ts';
import { type SriovSettings, sriovSettings } from '../../machine/routing.ts';
import type { PciFunction } from '../../model/function.ts';
import type { FieldPath } from '../../registers/index.ts';
import type { System } from '../../verdict/system.ts';
import type { Outcome, Step } from '../ladder.ts';
import { driverLimit } from './drivers.ts';

/** One PF, and how many VFs are wanted of it. */
export interface EnableSubject {
  readonly system: System;
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly settings: SriovSettings;
  /** How many VFs were asked for; undefined for as many as can be. */
  readonly asked: number | undefined;
  /** How many PF and driver allow; undefined where neither is known. */
  readonly possible: number | undefined;
  /** How many are looked at: those asked for, or all that PF and driver allow. */
  readonly count: number;
  /** VFs that are enabled now; undefined where that is not known. */
  readonly enabled: number | undefined;
}

export function enableSubject(system: System, fn: PciFunction, asked: number | undefined): EnableSubject {
  const view = new FunctionView(fn);
  const settings = system.machine.pfs.get(fn.key)?.settings ?? sriovSettings(view);
  const limits = [settings.totalVfs, driverLimit(fn)?.value].filter((limit) => typeof limit === 'number');
  const possible = limits.length === 0 ? undefined : Math.min(...limits);
  const count = asked ?? possible ?? 0;
  const enabled =
    settings.enabled === null ? undefined : settings.enabled ? (settings.numVfs ?? undefined) : 0;
  return { system, fn, view, settings, asked, possible, count, enabled };
}

/** A step of `check enable`. */
export const defineStep = <const P extends FieldPath>(step: Step<EnableSubject, P>): Step<EnableSubject, P> =>
  step;

/** Fails where it lets fewer VFs be enabled than are asked for, or none at all. */
export const letting = (
  { asked }: EnableSubject,
  most: number,
  outcome: Omit<Outcome, 'result' | 'most'>,
): Outcome => ({ ...outcome, result: most < (asked ?? 1) ? 'fail' : 'pass', most });

/** The PF can have no VFs, as TotalVFs and the driver say: there is nothing to lay out. */
export const noVfs = 'it can have no VFs';

export const vfs = (count: number): string => `${count} VF${count === 1 ? '' : 's'}`;
