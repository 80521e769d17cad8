import { hexDump } from '../../input/formats/lspci/write.ts';
import { writeGuest as writeGuestRecord } from '../../output/records/guest.ts';
import { writeShared } from '../../output/records/shared.ts';
import { jsonDocument, jsonLines, type WriteRecord } from '../../output/records/snapshots.ts';
import { noVfText, type Only } from '../../output/text/shared.ts';
import type { Placement, ViewName } from '../../sharing/views/view.ts';
import { views } from '../../sharing/views/views.ts';
import { everything, type Selection, withVfs } from '../../verdict/select.ts';
import type { System } from '../../verdict/system.ts';
import { UsageError } from '../exit.ts';
import { type CommonFlags, isSelecting, selection } from '../options.ts';
import { Output } from '../output.ts';
import { say } from '../say.ts';
import { readSelected, reportLines } from '../systems.ts';

export interface SharedFlags extends CommonFlags {
  readonly format: 'text' | 'json' | 'ndjson' | 'hex';
  readonly all: boolean;
  readonly only?: Only;
  readonly hazards: boolean;
  readonly as?: ViewName;
  readonly on?: Placement;
}

export async function shared(paths: readonly string[], flags: SharedFlags): Promise<void> {
  if (flags.format === 'hex' && !flags.as)
    throw new UsageError(
      '--format hex needs --as linux, vfio or guest; for the bytes as they are: lsvf show --format hex',
    );
  if (flags.on && flags.as !== 'guest')
    throw new UsageError('--on says where a guest has the Function: it goes with --as guest');
  const systems = await readSelected(paths, flags);
  const kept = selection(flags, systems);
  const output = new Output(flags.output, flags.format.endsWith('json') ? 'json' : 'text');
  const { as, on } = flags;
  const selected = new Map<System, Selection>();
  /** Selecting a PF is selecting its VFs; a view is of what was selected itself. */
  const selectedOf = (system: System): Selection => {
    const selection = selected.get(system) ?? withVfs(kept, system);
    selected.set(system, selection);
    return selection;
  };
  const vfRecord: WriteRecord = (system, fn) =>
    selectedOf(system).keeps(fn) ? writeShared(system, fn) : undefined;
  const [record, looked] = as
    ? ([writeGuestRecord(as, on), kept] as const)
    : ([vfRecord, everything] as const);
  if (flags.format === 'json') await output.writeAll(jsonDocument(systems, record, looked));
  else {
    reportLines(systems);
    if (flags.format === 'ndjson') await output.writeAll(jsonLines(systems, record, looked));
    else if (as) await writeView(as);
    else {
      const { sharedText } = await import('../../output/text/shared.ts');
      const { terminalStyle } = await import('../terminal.ts');
      const style = await terminalStyle(flags);
      for (const [n, system] of systems.entries()) {
        if (n > 0) output.write('\n');
        const { all, hazards, only } = flags;
        await output.writeText(
          sharedText(system, {
            style,
            selection: selectedOf(system),
            all,
            hazards,
            ...(only ? { only } : {}),
          }),
          style,
        );
      }
    }
  }
  if (output.isEmpty) say(`lsvf: ${noVfText(!isSelecting(flags))}`);
  await output.end();

  /** A view of the VFs, or of whatever was selected. */
  async function writeView(as: ViewName): Promise<void> {
    const { viewText } = await import('../../output/text/view.ts');
    const { terminalStyle } = await import('../terminal.ts');
    const style = await terminalStyle(flags);
    for (const system of systems) {
      for (const fn of system.snapshot.functions) {
        if (!kept.keeps(fn)) continue;
        const report = system.report(fn);
        if (!isSelecting(flags) && report.verdict.role !== 'vf') continue;
        if (flags.format === 'hex') await output.writeAll(hexDump(views[as].of(report, system, on).fn));
        else await output.writeText(viewText(system, report, style, as, on), style);
      }
    }
  }
}
