import { deflateRawSync } from 'node:zlib';
import { packed } from '../../input/carried.ts';
import { findPciIds } from '../../input/disk.ts';
import { type Named, partOf } from '../../input/pci-ids-part.ts';
import { type Snapshot, snapshotName } from '../../model/snapshot.ts';
import { withInputs } from '../../output/page-file.ts';
import type { LintGiven, ReportSettings } from '../../page/settings.ts';
import { Names } from '../../verdict/names.ts';
import { System } from '../../verdict/system.ts';
import { carriedInputs } from '../carry.ts';
import { UsageError } from '../exit.ts';
import { LintPolicies, type RuleFlags } from '../lint-settings.ts';
import { NewFile } from '../new-file.ts';
import { type CommonFlags, checkSelection, sayEcam } from '../options.ts';
import { emptyPage } from '../page-file.ts';
import { checkFormat, judgeSnapshots, reportLines, reportUnmatched } from '../systems.ts';

export interface ReportFlags extends CommonFlags, RuleFlags {}

/** Writes the page with the inputs in it: it reads them itself, as the command line does. */
export async function report(paths: readonly string[], flags: ReportFlags): Promise<void> {
  if (flags.output === undefined) throw new UsageError('report needs -o FILE.html, the page to write');
  checkSelection(flags);
  await checkFormat(flags.from);
  sayEcam(flags);
  const ids = findPciIds(flags.ids);
  if (flags.ids !== undefined && !ids) throw new UsageError(`${flags.ids} cannot be read`);
  const read = await carriedInputs(paths, flags.from);
  const snapshots = read.flatMap((one) => one.snapshots);
  judgeSnapshots(paths, snapshots);
  const names = new Names(ids);
  const systems = snapshots.map((snapshot) => new System(snapshot, names));
  reportUnmatched(flags, systems);
  reportLines(systems);
  const policies = new LintPolicies(flags);
  const lint: Record<string, LintGiven> = {};
  for (const { source } of snapshots) {
    const { profile, config, levels, about, pathInConfig } = policies.for(source);
    lint[source] = { profile, config, levels, about, path: pathInConfig(source) };
  }
  const settings: ReportSettings = {
    select: flags.select,
    device: flags.device,
    ids: ids ? partOf(ids, systems.flatMap(namedIn)) : '',
    ecam: { base: flags.ecamBase, bus: flags.ecamBus },
    lint,
    unread: read.filter(({ carried }) => carried === undefined).flatMap(whyUnread),
    today: new Date().toISOString().slice(0, 10),
  };
  const inputs = read.flatMap(({ carried }) => carried ?? []);
  const bytes = deflateRawSync(packed({ settings, inputs }), { level: 9 });
  await writePage(flags.output, withInputs(emptyPage(), bytes.toString('base64')));
}

function whyUnread({ snapshots }: { readonly snapshots: readonly Snapshot[] }): ReportSettings['unread'] {
  return snapshots.flatMap((snapshot) =>
    snapshot.diagnostics.map(({ message }) => ({ name: snapshotName(snapshot), message })),
  );
}

/** Writes a page whole, or not at all. */
export async function writePage(path: string, page: string): Promise<void> {
  const file = new NewFile(path, 'html');
  try {
    await file.write([page]);
    await file.keep();
  } finally {
    file.remove();
  }
}

function namedIn(system: System): Named[] {
  return system.snapshot.functions.map((fn) => {
    const { vendorId, deviceId } = system.report(fn);
    const code = fn.config.u16(0x0a);
    return { vendor: vendorId, device: deviceId, classCode: code < 0 ? undefined : code };
  });
}
