import { computed, signal } from '@preact/signals';
import type { Finding } from '../lint/engine.ts';
import type { FunctionReport } from '../verdict/system.ts';
import type { Opened } from './opened.ts';
import { go, type Place, place } from './place.ts';
import type { ReportSettings } from './settings.ts';

/* What the whole page shares. What belongs to one part of it is kept there. */

export const opened = signal<readonly Opened[]>([]);

/** Inputs of the report that could not be read at all. */
export const unread = signal<ReportSettings['unread']>([]);

/** What is being read, and how far it is; undefined when nothing is. */
export const reading = signal<{ readonly name: string; readonly part: number } | undefined>(undefined);

/** Which of several inputs is looked at. */
export const currentIndex = computed((): number => {
  const asked = Number(place.value.in ?? 1) - 1;
  return opened.value[asked] ? asked : 0;
});
export const current = computed((): Opened | undefined => opened.value[currentIndex.value]);

/** The chosen Function; without a choice the one that somebody would look at first. */
export const chosen = computed((): FunctionReport | undefined => {
  const machine = current.value;
  if (!machine) return undefined;
  const { fn } = place.value;
  return (fn === undefined ? undefined : machine.byAddress.get(fn)) ?? firstToLookAt(machine.reports);
});

function firstToLookAt(reports: readonly FunctionReport[]): FunctionReport | undefined {
  const first = (is: (report: FunctionReport) => boolean): FunctionReport | undefined => reports.find(is);
  return (
    first(({ verdict }) => verdict.attachment === 'detached') ??
    first(({ verdict }) => verdict.role === 'pf') ??
    first(({ verdict }) => verdict.role === 'vf') ??
    reports[0]
  );
}

/** The findings of the chosen input, by Function. */
export const findingsByFunction = computed((): ReadonlyMap<string, readonly Finding[]> => {
  const map = new Map<string, Finding[]>();
  for (const finding of current.value?.findings.value ?? []) {
    if (finding.function === null) continue;
    const list = map.get(finding.function);
    if (list) list.push(finding);
    else map.set(finding.function, [finding]);
  }
  return map;
});

/** On a phone: whether the machine is shown, or what was chosen in it. */
export const showsTree = signal(false);

/** Chooses a Function, and what of it. */
export function choose(fn: string, more: Omit<Place, 'fn'> = {}): void {
  showsTree.value = false;
  const sameFunction = fn === chosen.value?.fn.address;
  go({
    view: undefined,
    fn,
    field: more.field,
    tab: sameFunction || more.tab !== undefined ? (more.tab ?? place.value.tab) : place.value.tab,
    ...more,
  });
}
