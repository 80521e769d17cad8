import { computed, signal } from '@preact/signals';
import { formatKey } from '../../model/address.ts';
import { whereIsPf } from '../../output/text/tree.ts';
import { type Branch, hierarchyOf } from '../../verdict/hierarchy.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { whyText } from '../../verdict/why.ts';
import { current } from '../state.ts';
import { fits } from './filters.ts';

/** One line of the tree. */
export interface Row {
  readonly id: string;
  readonly depth: number;
  /** Undefined where it is a bus, or VFs that are missing. */
  readonly report?: FunctionReport;
  /** Several that are alike, in one line. */
  readonly group?: readonly FunctionReport[];
  /** What a line without a Function says. */
  readonly text?: string;
  /** What is said below: why a VF is detached, or what cannot be told. */
  readonly note?: string;
  /** Undefined where nothing is below it. */
  readonly isOpen?: boolean;
}

/** Lines that were folded or unfolded by hand. */
const turned = signal<ReadonlySet<string>>(new Set());

export function turn(id: string): void {
  const next = new Set(turned.value);
  if (!next.delete(id)) next.add(id);
  turned.value = next;
}

/** Groups of Functions that are alike begin folded, everything else open. */
const isOpen = (id: string): boolean => id.startsWith('group ') === turned.value.has(id);

const hierarchy = computed(() => {
  const machine = current.value;
  if (!machine) return [];
  const kept = new Set(machine.reports.filter(fits).map(({ fn }) => fn));
  return hierarchyOf(machine.system, { keeps: (fn) => kept.has(fn) }, false).roots;
});

export const rows = computed((): readonly Row[] => {
  const list: Row[] = [];
  for (const { name, children } of hierarchy.value) {
    const id = `bus ${name}`;
    const open = isOpen(id);
    list.push({ id, depth: 0, text: `Bus ${name}`, isOpen: open });
    if (open) for (const branch of children) addBranch(list, branch, 1);
  }
  return list;
});

/** How many levels down nothing more is indented: bridges of a hostile dump go deep. */
export const mostDepth = 24;

function addBranch(list: Row[], { group, children }: Branch, depth: number): void {
  const [report] = group;
  const { address } = report.fn;
  const note = noteOf(report);
  if (group.length > 1) {
    const id = `group ${address}`;
    const open = isOpen(id);
    list.push({ id, depth, report, group, isOpen: open, ...note });
    if (open)
      for (const each of group) list.push({ id: `fn ${each.fn.address}`, depth: depth + 1, report: each });
    return;
  }
  const missing = report.pf?.missing ?? [];
  const id = `fn ${address}`;
  const hasMore = children.length + missing.length > 0;
  const open = isOpen(id);
  list.push({ id, depth, report, ...(hasMore ? { isOpen: open } : {}), ...note });
  if (!hasMore || !open) return;
  for (const child of children) addBranch(list, child, depth + 1);
  const [first] = missing;
  if (first !== undefined)
    list.push({ id: `missing ${address}`, depth: depth + 1, text: missingText(missing) });
}

function missingText(missing: readonly number[]): string {
  const [first = 0] = missing;
  const last = missing.at(-1) ?? first;
  const range = missing.length === 1 ? formatKey(first) : `${formatKey(first)} … ${formatKey(last).slice(5)}`;
  return `${range} enabled, but not in the dump`;
}

function noteOf({ verdict }: FunctionReport): Pick<Row, 'note'> {
  const { attachment, role, reason } = verdict;
  if (attachment === 'detached') return { note: `${whereIsPf(verdict)}; ${whyText(verdict)}` };
  if (attachment === 'unknown' || role === 'unreadable') return reason === null ? {} : { note: reason };
  return role === 'unknown' && reason !== null ? { note: reason } : {};
}
