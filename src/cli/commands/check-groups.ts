import {
  disagrees,
  groupedSystem,
  groupsMarkdown,
  groupsRecord,
  groupsText,
} from '../../output/check/groups.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import type { System } from '../../verdict/system.ts';
import { exitCodes } from '../exit.ts';
import { selection } from '../options.ts';
import { Output } from '../output.ts';
import { reportLines } from '../systems.ts';
import { terminalStyle } from '../terminal.ts';
import type { CheckFlags } from './check.ts';

/** `check groups`: one answer for each input. */
export async function checkGroups(systems: readonly System[], flags: CheckFlags): Promise<void> {
  const kept = selection(flags, systems);
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  const grouped = systems
    .filter(({ snapshot }) => snapshot.functions.length > 0)
    .map((system) => groupedSystem(system, kept));
  if (flags.format === 'json') {
    const document = {
      schema_version: schemaVersion,
      question: 'groups',
      subjects: grouped.map(groupsRecord),
    };
    output.write(`${JSON.stringify(document, null, 1)}\n`);
  } else {
    reportLines(systems);
    const style = await terminalStyle(flags);
    for (const [n, one] of grouped.entries()) {
      if (n > 0) output.write('\n');
      if (flags.format === 'markdown') await output.writeAll(groupsMarkdown(one));
      else await output.writeText(groupsText(one, style), style);
    }
  }
  if (grouped.some(disagrees)) process.exitCode ||= exitCodes.findings;
  await output.end();
}
