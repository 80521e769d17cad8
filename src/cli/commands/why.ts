import { parseAddress } from '../../model/address.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { explained, whyMarkdown, whyRecord, whyText } from '../../output/check/why.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import { UsageError } from '../exit.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { readSystems, reportLines } from '../systems.ts';
import { terminalStyle } from '../terminal.ts';

export interface WhyFlags extends Omit<CommonFlags, 'select'> {
  readonly format: 'text' | 'json' | 'markdown';
}

export async function why(address: string, paths: readonly string[], flags: WhyFlags): Promise<void> {
  const key = parseAddress(address);
  if (key === undefined)
    throw new UsageError(`'${address}' is no address: expected [domain:]bus:device.function`);
  const systems = await readSystems(paths, { ...flags, select: [] });
  const found = systems.flatMap((system) => {
    const fn = system.machine.byKey.get(key);
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
