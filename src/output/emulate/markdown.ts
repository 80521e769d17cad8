import { snapshotName } from '../../model/snapshot.ts';
import { emulationOf } from '../../sharing/emulation.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { escaped } from '../markdown.ts';

/** What a VMM has to do for each field of a VF, as a table. */
export function* emulationMarkdown(system: System, report: FunctionReport): Generator<string> {
  const { rows, lacked } = emulationOf(system, report);
  const { fn, name } = report;
  yield `## ${fn.address}${name === null ? '' : ` ${escaped(name)}`}\n\n`;
  yield `From ${escaped(snapshotName(system.snapshot))}. Values and masks are shifted to the place of the field in its register.\n\n`;
  yield '| Offset | Field | Action | Reads | Virtual | Writable | Why |\n| ---: | --- | --- | ---: | ---: | ---: | --- |\n';
  for (const { offset, width, path, readValue, virtMask, writeMask, action, why } of rows) {
    const hex = (value: bigint): string =>
      `${value
        .toString(16)
        .toUpperCase()
        .padStart(width * 2, '0')}h`;
    const values = [readValue === null ? 'not known' : hex(readValue), hex(virtMask), hex(writeMask)];
    yield `| ${offset.toString(16).toUpperCase().padStart(2, '0')}h | \`${path}\` | ${action} | ${values.join(' | ')} | ${escaped(why)} |\n`;
  }
  if (lacked.length > 0) yield "\nThe PF's alone, with nothing in the VF to emulate it on:\n\n";
  for (const { name: capability, why } of lacked) yield `- \`${capability}\`: ${escaped(why)}\n`;
}
