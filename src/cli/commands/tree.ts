import { jsonDocument, jsonLines, treeRecord } from '../../output/json.ts';
import { shownIn } from '../../output/text/ascii.ts';
import type { System } from '../../verdict/system.ts';
import { UsageError } from '../exit.ts';
import { type CommonFlags, selection } from '../options.ts';
import { Output } from '../output.ts';
import { readSelected, reportLines } from '../systems.ts';

export interface TreeFlags extends CommonFlags {
  readonly format: TreeFormat;
  readonly all: boolean;
}

export async function tree(paths: readonly string[], flags: TreeFlags): Promise<void> {
  const systems = await readSelected(paths, flags);
  const pieces = await formats[flags.format](systems, flags);
  const output = new Output(flags.output);
  output.writeAll(pieces);
  output.end();
}

/** The output formats; all that only one of them needs is loaded when it is asked for. */
const formats = {
  async text(systems, flags) {
    const { treeText } = await import('../../output/text/tree.ts');
    const { terminalStyle } = await import('../terminal.ts');
    const options = { style: await terminalStyle(flags), all: flags.all, selection: selection(flags) };
    reportLines(systems.filter((system) => system.snapshot.functions.length === 0));
    const pieces = apart(readable(systems), (system) => treeText(system, options));
    return shownIn(options.style, pieces);
  },
  json: (systems, flags) => jsonDocument(systems, treeRecord, selection(flags)),
  ndjson(systems, flags) {
    reportLines(systems);
    return jsonLines(systems, treeRecord, selection(flags));
  },
  async markdown(systems, flags) {
    const { treeMarkdown } = await import('../../output/tree-markdown.ts');
    const { noPaint } = await import('../terminal.ts');
    const options = { selection: selection(flags), all: flags.all, plain: noPaint };
    reportLines(systems.filter((system) => system.snapshot.functions.length === 0));
    return apart(readable(systems), (system) => treeMarkdown(system, options));
  },
  async mermaid(systems, flags) {
    const { treeMermaid } = await import('../../output/tree-mermaid.ts');
    return [treeMermaid(only(systems, 'mermaid'), selection(flags))];
  },
  async svg(systems, flags) {
    const system = only(systems, 'svg');
    const { topologyModel } = await import('../../output/report/model.ts');
    const { topologySvg } = await import('../../output/report/topology-svg.ts');
    return [`${topologySvg(topologyModel(system, selection(flags)))}\n`];
  },
} satisfies Record<
  string,
  (systems: readonly System[], flags: TreeFlags) => Iterable<string> | Promise<Iterable<string>>
>;
type TreeFormat = keyof typeof formats;

const readable = (systems: readonly System[]): readonly System[] =>
  systems.filter((system) => system.snapshot.functions.length > 0);

/** What is written of each system, an empty line between two. */
function* apart(systems: readonly System[], write: (system: System) => Iterable<string>): Generator<string> {
  for (const [n, system] of systems.entries()) {
    if (n > 0) yield '\n';
    yield* write(system);
  }
}

/** The one system of a drawing. */
function only(systems: readonly System[], format: string): System {
  const [system] = systems;
  if (!system || systems.length > 1)
    throw new UsageError(`--format ${format} draws one PATH; give one, or use report`);
  reportLines(systems);
  return system;
}
