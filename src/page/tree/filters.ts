import { computed, signal } from '@preact/signals';
import { givenTo } from '../../machine/given.ts';
import { type Kind, kindOf } from '../../output/palette.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { current, findingsByFunction } from '../state.ts';

/** Which Functions the tree shows: those that fit all of it. */
export interface Filter {
  /** PFs and VFs only. */
  readonly sriov?: boolean;
  readonly kind?: Kind;
  readonly className?: string;
  readonly driver?: string;
  /** With a finding. */
  readonly found?: boolean;
}

export const filter = signal<Filter>({});
export const isFiltered = computed(() => Object.keys(filter.value).length > 0);

/** Sets one condition, or takes it away. */
export function setFilter<K extends keyof Filter>(key: K, value: Filter[K] | undefined): void {
  const { [key]: _, ...rest } = filter.value;
  filter.value = value === undefined || value === false ? rest : { ...rest, [key]: value };
}

export const classOf = (report: FunctionReport): string => report.className ?? classCode(report);

function classCode({ fn }: FunctionReport): string {
  const code = fn.config.u16(0x0a);
  return code < 0 ? 'class not known' : `class ${code.toString(16).padStart(4, '0')}h`;
}

export const noDriver = 'no driver';
export const driverOf = ({ fn }: FunctionReport): string => givenTo(fn).driver ?? noDriver;

/** Whether a Function is shown. A missing VF is shown with its PF. */
export function fits(report: FunctionReport): boolean {
  const { sriov, kind, className, driver, found } = filter.value;
  const { role } = report.verdict;
  if (sriov && role !== 'pf' && role !== 'vf') return false;
  if (kind === 'missing') {
    if ((report.pf?.missing.length ?? 0) === 0) return false;
  } else if (kind !== undefined && kindOf(report) !== kind) return false;
  if (className !== undefined && classOf(report) !== className) return false;
  if (driver !== undefined && driverOf(report) !== driver) return false;
  return !found || findingsByFunction.value.has(report.fn.address);
}

const sortedNames = (name: (report: FunctionReport) => string): readonly string[] =>
  [...new Set((current.value?.reports ?? []).map(name))].sort();

export const classes = computed(() => sortedNames(classOf));
export const drivers = computed(() => sortedNames(driverOf));
