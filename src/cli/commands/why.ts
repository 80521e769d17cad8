import { shownName } from '../../input/source/file-name.ts';
import { parseAddress } from '../../model/address.ts';
import type { PciFunction } from '../../model/function.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { explained, whyMarkdown, whyRecord, whyText } from '../../output/check/why.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import { parseSelector, type Selection, selectionOf } from '../../verdict/select.ts';
import type { System } from '../../verdict/system.ts';
import { UsageError } from '../exit.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { readSystems, reportLines } from '../systems.ts';
import { terminalStyle } from '../terminal.ts';

export interface WhyFlags extends Omit<CommonFlags, 'select' | 'device'> {
  readonly format: 'text' | 'json' | 'markdown';
}

/** The Function of a system that an address names; as `-s` takes it, where it fits no more than one. */
function theOne(system: System, address: string, selection: Selection): PciFunction | undefined {
  const key = parseAddress(address);
  const exact = key === undefined ? undefined : system.machine.byKey.get(key);
  if (exact) return exact;
  const [first, ...others] = [...system.machine.byKey.values()].filter((fn) => selection.keeps(fn));
  const [second] = others;
  if (first && second)
    throw new UsageError(
      `${address} fits ${others.length + 1} Functions of ${snapshotName(system.snapshot)}, such as ${first.address} and ${second.address}: name one`,
    );
  return first;
}

function whyNoAddress(address: string, paths: readonly string[]): string {
  const swapped = paths.find(
    (path) => parseAddress(path) !== undefined || (/^[^/]*:[^/]*$/.test(path) && parseSelector(path)),
  );
  const wanted = `'${address}' is not an address: expected [domain:]bus:device.function`;
  return swapped === undefined
    ? `${wanted}, and after it the files`
    : `the address comes before the files: lsvf why ${swapped} ${shownName(address)}`;
}

export async function why(address: string, paths: readonly string[], flags: WhyFlags): Promise<void> {
  const pattern = parseSelector(address);
  if (!pattern) throw new UsageError(whyNoAddress(address, paths));
  const selection = selectionOf([pattern]);
  const systems = await readSystems(paths, { ...flags, select: [], device: [] });
  const found = systems.flatMap((system) => {
    const fn = theOne(system, address, selection);
    return fn ? [explained(system, fn)] : [];
  });
  const [first, ...others] = found;
  if (flags.format !== 'json') reportLines(systems);
  if (!first) {
    const names = systems.map(({ snapshot }) => snapshotName(snapshot)).join(', ');
    throw new UsageError(`${address} is not in ${names === '' ? 'the input' : names}`);
  }
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  if (flags.format === 'json') {
    // The Function of the first input that has it is the document; the same address elsewhere follows.
    const more = others.length > 0 ? { others: others.map(whyRecord) } : {};
    output.write(
      `${JSON.stringify({ schema_version: schemaVersion, ...whyRecord(first), ...more }, null, 1)}\n`,
    );
  } else {
    const style = await terminalStyle(flags);
    for (const [n, one] of found.entries()) {
      if (n > 0) output.write('\n');
      if (flags.format === 'markdown') await output.writeAll(whyMarkdown(one));
      else await output.writeText(whyText(one, style), style);
    }
  }
  await output.end();
}
