import { readsLike, statesNoRegisters } from '../../decode/reads-like.ts';
import type { FunctionView } from '../../decode/view.ts';
import { hexDump } from '../../input/formats/lspci/write.ts';
import { flatFields } from '../../output/flat-fields.ts';
import { lackingCapabilities, notInFunction } from '../../output/lacking.ts';
import { pathFilter } from '../../output/path-filter.ts';
import { registersRecord, showLineShape } from '../../output/records/registers.ts';
import { jsonDocument, jsonLines, type WriteRecord } from '../../output/records/snapshots.ts';
import { adviceFor } from '../../verdict/advice.ts';
import { UsageError } from '../exit.ts';
import { type CommonFlags, isSelecting, selection } from '../options.ts';
import { Output } from '../output.ts';
import { readSelected, reportLines } from '../systems.ts';

export interface ShowFlags extends CommonFlags {
  readonly format: 'text' | 'json' | 'ndjson' | 'hex';
  readonly field: readonly string[];
  readonly all: boolean;
  readonly bits: boolean;
}

/** What every record begins with. */
const addressKey = '{"address":"';

const isPath = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_[\]]+)+$/;

/** Whether a Function has a capability that was asked for, or may have it. */
function mayHave(view: FunctionView, names: readonly string[]): boolean {
  const lacking = lackingCapabilities(view, names);
  return names.some((name) => lacking.get(name.split(/[.[]/, 1)[0] ?? '') !== notInFunction);
}

/** The names as paths of tables; what is none may be a title, a macro, a setpci name or a word of lspci. */
async function pathsNamed(names: readonly string[]): Promise<readonly string[]> {
  if (pathFilter(names).unknown === undefined) return names;
  const { fieldsNamed } = await import('../../reference/find-fields.ts');
  return names.flatMap((name) => {
    const { unknown, near } = pathFilter([name]);
    if (unknown === undefined) return [name];
    // What is written as a path and is none is a slip, not a word to search for.
    const found = isPath.test(name) ? [] : fieldsNamed(name);
    if (found.length > 0) return found;
    throw new UsageError(
      `no register or field is called '${unknown}'${near ? `; did you mean ${near}?` : ''}`,
    );
  });
}

export async function show(paths: readonly string[], flags: ShowFlags): Promise<void> {
  if (flags.format === 'hex' && flags.field.length > 0)
    throw new UsageError(
      '--format hex writes all bytes of a function; --field goes with text, json and ndjson',
    );
  if (flags.bits && (flags.format !== 'text' || flags.field.length === 0))
    throw new UsageError(
      '--bits draws registers as text: name them with --field, such as --field sriov.control',
    );
  const names = flags.field.length === 0 ? [] : await pathsNamed(flags.field);
  const filter = flags.field.length === 0 ? undefined : pathFilter(names);
  const systems = await readSelected(paths, flags);
  const kept = selection(flags, systems);
  const output = new Output(flags.output, flags.format.endsWith('json') ? 'json' : 'text');
  const wanted = filter?.wanted;
  const flat = filter && flags.format === 'ndjson' ? flatFields(names) : undefined;
  let before: { readonly view: FunctionView; readonly rest: string } | undefined;
  const record: WriteRecord = (system, fn) => {
    const view = system.machine.viewOf(fn);
    // VFs of a PF mostly have the same registers: what was written of one serves for the next.
    if (!filter && before && readsLike(fn, view.ids, before.view) && statesNoRegisters(fn))
      return `${addressKey}${fn.address}${before.rest}`;
    const lacking = lackingCapabilities(view, names);
    const content = registersRecord(view, fn.address, wanted);
    const text = showLineShape.write({
      ...content,
      ...(lacking.size > 0 ? { lacking: Object.fromEntries(lacking) } : {}),
      ...(flat ? { fields: flat(view) } : {}),
    });
    before = statesNoRegisters(fn)
      ? { view, rest: text.slice(addressKey.length + fn.address.length) }
      : undefined;
    return text;
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
    const { sourceName } = await import('../../output/text/source-name.ts');
    const { terminalStyle } = await import('../terminal.ts');
    const style = await terminalStyle(flags);
    reportLines(systems);
    let first = true;
    const { all, bits } = flags;
    for (const system of systems) {
      const selected = system.snapshot.functions.filter((fn) => kept.keeps(fn));
      const having = selected.filter((fn) => mayHave(system.machine.viewOf(fn), names));
      // A reader who names fields and no Functions wants those that have them.
      const functions = having.length > 0 && names.length > 0 && !isSelecting(flags) ? having : selected;
      if (functions.length > 0 && systems.length > 1) {
        await output.writeText(
          [`${first ? '' : '\n'}${style.chalk.bold(sourceName(system.snapshot))}\n`],
          style,
        );
        first = true;
      }
      for (const fn of functions) {
        if (!first) output.write('\n');
        first = false;
        const capture = adviceFor(fn, system);
        await output.writeText(
          showText(system.report(fn), style, { wanted, names, capture, all, bits, system }),
          style,
        );
      }
    }
  }
  await output.end();
}
