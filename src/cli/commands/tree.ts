import { jsonDocument, jsonLines, treeRecord } from '../../output/json.ts';
import { UsageError } from '../exit.ts';
import { type CommonFlags, selection } from '../options.ts';
import { Output } from '../output.ts';
import { readSystems, reportLines } from '../systems.ts';

export interface TreeFlags extends CommonFlags {
  readonly format: 'text' | 'json' | 'ndjson' | 'svg';
  readonly all: boolean;
}

export async function tree(paths: readonly string[], flags: TreeFlags): Promise<void> {
  const kept = selection(flags);
  const systems = await readSystems(paths, flags);
  const output = new Output(flags.output);
  if (flags.format === 'json') output.writeAll(jsonDocument(systems, treeRecord, kept));
  else if (flags.format === 'ndjson') {
    reportLines(systems);
    output.writeAll(jsonLines(systems, treeRecord, kept));
  } else if (flags.format === 'svg') {
    if (systems.length !== 1) throw new UsageError('--format svg draws one PATH; give one, or use report');
    if (flags.select.length > 0)
      throw new UsageError('--format svg draws the whole PATH; leave --select out');
    reportLines(systems);
    const { reportModel } = await import('../../output/report/model.ts');
    const { topologySvg } = await import('../../output/report/topology-svg.ts');
    for (const system of reportModel(systems, () => [], '').systems) output.write(`${topologySvg(system)}\n`);
  } else {
    const { treeText } = await import('../../output/text/tree.ts');
    const { terminalStyle } = await import('../terminal.ts');
    const style = await terminalStyle(flags);
    reportLines(systems.filter((system) => system.snapshot.functions.length === 0));
    const readable = systems.filter((system) => system.snapshot.functions.length > 0);
    for (const [n, system] of readable.entries()) {
      if (n > 0) output.write('\n');
      output.writeAll(treeText(system, { style, all: flags.all, selection: kept }));
    }
  }
  output.end();
}
