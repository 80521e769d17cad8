import { signal } from '@preact/signals';
import { type CarriedInput, type OnRead, readCarried } from '../input/carried.ts';
import { parseBase, parseBus, sayPlace } from '../input/formats/memory/place.ts';
import { PciIds } from '../input/pci-ids.ts';
import type { Finding } from '../lint/engine.ts';
import { type Snapshot, snapshotName } from '../model/snapshot.ts';
import { countsOf, type MachineCounts } from '../output/machine-sentence.ts';
import { safe } from '../output/text/safe.ts';
import { Names } from '../verdict/names.ts';
import { parseIdSelector, parseSelector, type Selection, selectionOf, withIds } from '../verdict/select.ts';
import { type FunctionReport, System } from '../verdict/system.ts';
import type { ReportSettings } from './settings.ts';

/** One machine that is open in the page. */
export class Opened {
  readonly name: string;
  readonly system: System;
  /** In the order of the input, those that `-s` selects. */
  readonly reports: readonly FunctionReport[];
  readonly byAddress: ReadonlyMap<string, FunctionReport>;
  readonly counts: MachineCounts;
  readonly selection: Selection;
  /** Undefined until it was linted. */
  readonly findings = signal<readonly Finding[] | undefined>(undefined);

  constructor(system: System, selection: Selection) {
    this.system = system;
    this.selection = selection;
    this.name = safe(snapshotName(system.snapshot));
    this.reports = system.snapshot.functions
      .filter((fn) => selection.keeps(fn))
      .map((fn) => system.report(fn));
    const byAddress = new Map<string, FunctionReport>();
    // Where several have one address, the first is the one that relations name.
    for (const report of this.reports)
      if (!byAddress.has(report.fn.address)) byAddress.set(report.fn.address, report);
    this.byAddress = byAddress;
    this.counts = countsOf(system, this.reports);
  }
}

/** Reads inputs as the command line does, one after another. */
export async function openInputs(
  inputs: readonly CarriedInput[],
  settings: ReportSettings,
  onRead?: OnRead,
): Promise<Opened[]> {
  const { device, ecam, ids, select } = settings;
  const [base, bus] = [ecam.base && parseBase(ecam.base), ecam.bus && parseBus(ecam.bus)];
  sayPlace({
    ...(typeof base === 'bigint' ? { base } : {}),
    ...(typeof bus === 'number' ? { bus } : {}),
  });
  const names = new Names(ids === '' ? undefined : new PciIds(new TextEncoder().encode(ids)));
  const snapshots: Snapshot[] = [];
  for (const input of inputs) snapshots.push(...(await readCarried(input, onRead)));
  const systems = snapshots.map((snapshot) => new System(snapshot, names));
  const selection = withIds(
    selectionOf(select.flatMap((text) => parseSelector(text) ?? [])),
    device.flatMap((text) => parseIdSelector(text) ?? []),
    systems,
  );
  return systems.map((system) => new Opened(system, selection));
}
