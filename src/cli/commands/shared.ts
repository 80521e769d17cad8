import { jsonDocument, jsonLines, sharedRecord } from '../../output/json.ts';
import { type CommonFlags, selection } from '../options.ts';
import { Output } from '../output.ts';
import { readSystems, reportLines } from '../systems.ts';

export interface SharedFlags extends CommonFlags {
  readonly format: 'text' | 'json' | 'ndjson';
  readonly all: boolean;
}

export async function shared(paths: readonly string[], flags: SharedFlags): Promise<void> {
  const kept = selection(flags);
  const systems = await readSystems(paths, flags);
  const output = new Output(flags.output);
  if (flags.format === 'json') output.writeAll(jsonDocument(systems, sharedRecord, kept));
  else {
    reportLines(systems);
    if (flags.format === 'ndjson') output.writeAll(jsonLines(systems, sharedRecord, kept));
    else {
      const { sharedText } = await import('../../output/text/shared.ts');
      const { terminalStyle } = await import('../terminal.ts');
      const style = terminalStyle(flags);
      for (const [n, system] of systems.entries()) {
        if (n > 0) output.write('\n');
        output.writeAll(sharedText(system, { style, selection: kept, all: flags.all }));
      }
    }
  }
  output.end();
}
