import { hexDump } from '../../input/formats/lspci/write.ts';
import { flatFields } from '../../output/flat-fields.ts';
import { lackingCapabilities } from '../../output/lacking.ts';
import { pathFilter } from '../../output/path-filter.ts';
import { registersRecord, showLineShape } from '../../output/records/registers.ts';
import { jsonDocument, jsonLines, type WriteRecord } from '../../output/records/snapshots.ts';
import { adviceFor } from '../../verdict/advice.ts';
import { UsageError } from '../exit.ts';
import { type CommonFlags, selection } from '../options.ts';
import { Output } from '../output.ts';
import { readSelected, reportLines } from '../systems.ts';

export interface ShowFlags extends CommonFlags {
  readonly format: 'text' | 'json' | 'ndjson' | 'hex';
  readonly field: readonly string[];
}

export async function show(paths: readonly string[], flags: ShowFlags): Promise<void> {
  if (flags.format === 'hex' && flags.field.length > 0)
    throw new UsageError(
      '--format hex writes all bytes of a function; --field goes with text, json and ndjson',
    );
  const filter = flags.field.length === 0 ? undefined : pathFilter(flags.field);
  if (filter?.unknown !== undefined) {
    const { unknown, near } = filter;
    throw new UsageError(
      `no register or field is called '${unknown}'${near ? `; did you mean ${near}?` : ''}`,
    );
  }
  const systems = await readSelected(paths, flags);
  const kept = selection(flags, systems);
  const output = new Output(flags.output, flags.format.endsWith('json') ? 'json' : 'text');
  const wanted = filter?.wanted;
  const flat = filter && flags.format === 'ndjson' ? flatFields(flags.field) : undefined;
  const record: WriteRecord = (system, fn) => {
    const view = system.machine.viewOf(fn);
    const lacking = lackingCapabilities(view, flags.field);
    const content = registersRecord(view, fn.address, wanted);
    return showLineShape.write({
      ...content,
      ...(lacking.size > 0 ? { lacking: Object.fromEntries(lacking) } : {}),
      ...(flat ? { fields: flat(view) } : {}),
    });
  };
  if (flags.format === 'json') await output.writeAll(jsonDocument(systems, record, kept));
  else if (flags.format === 'ndjson') {
    reportLines(systems);
    await output.writeAll(jsonLines(systems, record, kept));
  } else if (flags.format === 'hex') {
    reportLines(systems);
    for (const system of systems) {
      for (const fn of system.snapshot.functions) if (kept.keeps(fn)) await output.writeAll(hexDump(fn));
    }
  } else {
    const { showText } = await import('../../output/text/show.ts');
    const { terminalStyle } = await import('../terminal.ts');
    const style = await terminalStyle(flags);
    reportLines(systems);
    let first = true;
    for (const system of systems) {
      for (const fn of system.snapshot.functions) {
        if (!kept.keeps(fn)) continue;
        if (!first) output.write('\n');
        first = false;
        await output.writeText(
          showText(system.report(fn), style, wanted, flags.field, adviceFor(fn, system)),
          style,
        );
      }
    }
  }
  await output.end();
}
