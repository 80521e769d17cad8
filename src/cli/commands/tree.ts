import { NextSteps } from '../../output/text/next.ts';
import type { Style } from '../../output/text/style.ts';
import { type TreeOptions, treeText } from '../../output/text/tree.ts';
import { type Selection, sriovOnly, withVfs } from '../../verdict/select.ts';
import type { System } from '../../verdict/system.ts';
import { UsageError } from '../exit.ts';
import type { Language } from '../guards.ts';
import { type CommonFlags, selection } from '../options.ts';
import { Output } from '../output.ts';
import { readSelected, reportLines } from '../systems.ts';
import { noPaint, terminalStyle } from '../terminal.ts';

export interface TreeFlags extends CommonFlags {
  readonly format: TreeFormat;
  readonly all: boolean;
  readonly sriov: boolean;
}

/** What a format makes: `style` where it is text of ours, with its colours. */
interface Printed {
  readonly language: Language;
  readonly pieces: Iterable<string>;
  readonly style?: Style;
}

export async function tree(paths: readonly string[], flags: TreeFlags): Promise<void> {
  const systems = await readSelected(paths, flags);
  const { language, pieces, style }: Printed = await formats[flags.format](systems, flags, paths);
  const output = new Output(flags.output, language);
  await (style ? output.writeText(pieces, style) : output.writeAll(pieces));
  await output.end();
}

/** What the flags keep of each system: of a selected PF also its VFs, where people read it. */
function shownOf(systems: readonly System[], flags: TreeFlags): (system: System) => Selection {
  const kept = selection(flags, systems);
  return (system) => {
    const shown = withVfs(kept, system);
    return flags.sriov ? sriovOnly(shown, system) : shown;
  };
}

/** What the flags keep, and nothing beside: for programs. */
function exactlyOf(systems: readonly System[], flags: TreeFlags): Selection {
  const kept = selection(flags, systems);
  if (!flags.sriov) return kept;
  const shown = systems.map((system) => sriovOnly(kept, system));
  return { keeps: (fn) => shown.some((one) => one.keeps(fn)) };
}

const records = async () => ({
  ...(await import('../../output/records/snapshots.ts')),
  ...(await import('../../output/records/tree.ts')),
});

/** The output formats; what is not for text alone is loaded when it is asked for. */
const formats = {
  async text(systems, flags, paths) {
    const style = await terminalStyle(flags);
    const whyNoVfs = await whyNoVfsOf(systems);
    const next = new NextSteps(paths);
    const shown = shownOf(systems, flags);
    reportLines(systems.filter((system) => system.snapshot.functions.length === 0));
    const pieces = apart(readable(systems), (system) =>
      treeText(system, { style, all: flags.all, selection: shown(system), whyNoVfs, next }),
    );
    return { language: 'text', pieces: followed(pieces, () => next.text(style)), style };
  },
  async json(systems, flags) {
    const { jsonDocument, writeTree } = await records();
    return { language: 'json', pieces: jsonDocument(systems, writeTree, exactlyOf(systems, flags)) };
  },
  async ndjson(systems, flags) {
    const { jsonLines, writeTree } = await records();
    reportLines(systems);
    return { language: 'json', pieces: jsonLines(systems, writeTree, exactlyOf(systems, flags)) };
  },
  async markdown(systems, flags) {
    const { treeMarkdown } = await import('../../output/tree-markdown.ts');
    const whyNoVfs = await whyNoVfsOf(systems);
    const shown = shownOf(systems, flags);
    const { all } = flags;
    reportLines(systems.filter((system) => system.snapshot.functions.length === 0));
    return {
      language: 'text',
      pieces: apart(readable(systems), (system) =>
        treeMarkdown(system, { selection: shown(system), all, plain: noPaint, whyNoVfs }),
      ),
    };
  },
  async mermaid(systems, flags) {
    const { treeMermaid } = await import('../../output/tree-mermaid.ts');
    const system = only(systems, 'mermaid');
    return { language: 'text', pieces: [treeMermaid(system, shownOf(systems, flags)(system))] };
  },
  async svg(systems, flags) {
    const system = only(systems, 'svg');
    const { topologySvg } = await import('../../output/topology-svg.ts');
    return { language: 'xml', pieces: [`${topologySvg(system, shownOf(systems, flags)(system))}\n`] };
  },
} satisfies Record<
  string,
  (systems: readonly System[], flags: TreeFlags, paths: readonly string[]) => Printed | Promise<Printed>
>;
type TreeFormat = keyof typeof formats;

/** What says why VFs are off: loaded where a PF has them off. */
async function whyNoVfsOf(systems: readonly System[]): Promise<TreeOptions['whyNoVfs']> {
  const isOff = ({ machine }: System): boolean =>
    [...machine.pfs.values()].some(({ settings }) => settings?.enabled === false);
  return systems.some(isOff) ? (await import('../../output/text/why-no-vfs.ts')).whyNoVfs : undefined;
}

const readable = (systems: readonly System[]): readonly System[] =>
  systems.filter((system) => system.snapshot.functions.length > 0);

/** What is written of each system, an empty line between two. */
function* apart(systems: readonly System[], write: (system: System) => Iterable<string>): Generator<string> {
  for (const [n, system] of systems.entries()) {
    if (n > 0) yield '\n';
    yield* write(system);
  }
}

/** Pieces, then those that are known when all before are written. */
function* followed(pieces: Iterable<string>, last: () => Iterable<string>): Generator<string> {
  yield* pieces;
  yield* last();
}

/** The one system of a drawing. */
function only(systems: readonly System[], format: string): System {
  const [system] = systems;
  if (!system || systems.length > 1)
    throw new UsageError(`--format ${format} draws one PATH; give one, or use report`);
  reportLines(systems);
  return system;
}
