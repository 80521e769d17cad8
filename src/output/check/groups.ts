import { type CheckedGroup, checkGroups, groupsSource, groupsVersions } from '../../checks/groups.ts';
import { snapshotName } from '../../model/snapshot.ts';
import type { Selection } from '../../verdict/select.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { code, escaped } from '../markdown.ts';
import { rangesText } from '../text/given.ts';
import { label } from '../text/label.ts';
import { type Glyphs, glyphs, type Style } from '../text/style.ts';
import { numbersText } from '../text/tree.ts';
import { wrap } from '../text/wrap.ts';
import { reasonsOf, statedNumbersOf, statedText, type Told, toldTogether } from './groups-together.ts';

/** What `check groups --format json` says about one group. */
export interface GroupRecord {
  /** Addresses of its Functions. */
  readonly functions: readonly string[];
  /** What makes them one group. */
  readonly because: readonly {
    readonly function: string;
    readonly fields: readonly string[];
    readonly seen: string;
  }[];
  /** Number of the group that the input states for all of them; null where it states none, or several. */
  readonly stated: number | null;
  /** null where the input states nothing, or the dump does not tell the group. */
  readonly agrees: boolean | null;
  /** false: the dump does not tell which group they are in. */
  readonly known: boolean;
}

/** What it says about one input. */
export interface GroupsRecord {
  /** The input. */
  readonly source: string;
  /** `no`: the input states other groups; `unknown`: it states none, or the dump does not tell them. */
  readonly answer: 'yes' | 'no' | 'unknown';
  /** The groups, in the order of their first Functions. */
  readonly groups: readonly GroupRecord[];
  /** How many groups there would be with every ACS service on that ports have; null where there would be as many. */
  readonly groups_with_acs_on: number | null;
}

/** One system with the groups that hold a Function that is asked about. */
export interface GroupedSystem {
  readonly system: System;
  readonly groups: readonly CheckedGroup[];
  readonly withAcsOn: number | undefined;
}

export function groupedSystem(system: System, selection: Selection): GroupedSystem {
  const { groups, withAcsOn } = checkGroups(system.machine);
  const kept = groups.filter(({ functions }) => functions.some((fn) => selection.keeps(fn)));
  return { system, groups: kept, withAcsOn };
}

export const disagrees = ({ groups }: GroupedSystem): boolean =>
  groups.some(({ agrees }) => agrees === false);

function answerOf(groups: readonly CheckedGroup[]): GroupsRecord['answer'] {
  if (groups.some(({ agrees }) => agrees === false)) return 'no';
  return groups.length > 0 && groups.every(({ agrees }) => agrees === true) ? 'yes' : 'unknown';
}

export const groupsRecord = ({ system, groups, withAcsOn }: GroupedSystem): GroupsRecord => ({
  source: snapshotName(system.snapshot),
  answer: answerOf(groups),
  groups: groups.map(({ functions, because, stated, agrees, isKnown }) => ({
    functions: functions.map(({ address }) => address),
    because: because.map(({ fn, fields, seen }) => ({ function: fn.address, fields, seen })),
    stated,
    agrees,
    known: isKnown,
  })),
  groups_with_acs_on: withAcsOn ?? null,
});

export function* groupsText(grouped: GroupedSystem, style: Style): Generator<string> {
  const { system } = grouped;
  const { chalk, width } = style;
  const g = glyphs(style.unicode);
  let isFolded = false;
  yield `${chalk.bold(snapshotName(system.snapshot))}: ${summary(grouped)}\n`;
  for (const { together, from, to, lines } of toldTogether(grouped)) {
    const [{ group }] = together;
    const stated = statedText(together, g);
    const said =
      stated === '' ? '' : `  ${group.agrees === false ? chalk.red.bold(stated) : chalk.dim(stated)}`;
    yield `\n${chalk.bold(`${from === to ? from : `${from}${g.to}${to}`}. ${titleOf(together)}`)}${said}\n`;
    for (const line of lines) {
      const who = whoText(line, g);
      yield `   ${who}  ${label(line[0], Math.max(20, width - who.length - 5), style)}\n`;
      isFolded ||= line.length > 1;
    }
    for (const seen of reasonsOf(together))
      for (const [line, text] of wrap(`because ${seen}`, width - 3).entries())
        yield `   ${chalk.dim(line === 0 ? text : `  ${text}`)}\n`;
  }
  const notes = [
    ...(isFolded ? ['Functions that are alike share a line; --format json names each.'] : []),
    ...notesOf(grouped),
  ];
  if (notes.length > 0) yield '\n';
  for (const note of notes) for (const line of wrap(note, width)) yield `${chalk.dim(line)}\n`;
}

function titleOf(together: readonly [Told, ...Told[]]): string {
  const [{ group }] = together;
  if (together.length > 1)
    return group.isKnown ? `${together.length} groups of 1` : `${together.length} groups not known`;
  return group.isKnown ? `group of ${group.functions.length}` : 'group not known';
}

/** `0000:01:10.0 … 0000:01:11.4  VF 1–7`. */
function whoText(line: readonly [FunctionReport, ...FunctionReport[]], g: Glyphs): string {
  const [first] = line;
  const last = line.at(-1) ?? first;
  if (line.length === 1) return first.fn.address;
  return `${first.fn.address} ${g.to} ${last.fn.address}  ${numbersText(line, g.to === '…')}`;
}

export function* groupsMarkdown(grouped: GroupedSystem): Generator<string> {
  const { system } = grouped;
  yield `## IOMMU groups of ${code(snapshotName(system.snapshot))}\n\n${escaped(summary(grouped))}\n\n`;
  yield '| group | because | stated | agrees |\n|---|---|---|---|\n';
  for (const { together, lines } of toldTogether(grouped)) {
    const [{ group }] = together;
    const who = lines.map((line) => {
      const [first, last] = [line[0], line.at(-1) ?? line[0]];
      return line.length === 1
        ? code(first.fn.address)
        : `${code(first.fn.address)} … ${code(last.fn.address)} (${line.length})`;
    });
    const cells = [
      `${who.join(' ')}${together.length > 1 ? ', each in a group of its own' : ''}`,
      reasonsOf(together).map(escaped).join('; '),
      rangesText(statedNumbersOf(together), { to: '…' }),
      group.agrees === null ? '' : group.agrees ? 'yes' : '**no**',
    ];
    yield `| ${cells.join(' | ')} |\n`;
  }
  for (const note of notesOf(grouped)) yield `\n${escaped(note)}\n`;
}

function summary({ groups }: GroupedSystem): string {
  const unknown = groups.filter(({ isKnown }) => !isKnown).length;
  const known = groups.length - unknown;
  const wrong = groups.filter(({ agrees }) => agrees === false).length;
  const right = groups.filter(({ agrees }) => agrees === true).length;
  return [
    `Linux would form ${known} IOMMU group${known === 1 ? '' : 's'}`,
    ...(unknown > 0 ? [`${unknown} cannot be told`] : []),
    ...(right + wrong > 0
      ? [wrong === 0 ? 'as the input states' : `${wrong} not as the input states`]
      : ['the input states none']),
  ].join(', ');
}

function notesOf({ withAcsOn, groups }: GroupedSystem): string[] {
  return [
    ...(withAcsOn === undefined
      ? []
      : [
          `ACS is off in a port that has it. Linux turns it on at boot when an IOMMU is used (pci_enable_acs()); then there would be ${withAcsOn} groups in the whole input.`,
        ]),
    ...(groups.some(({ agrees }) => agrees === false)
      ? [
          'Groups are formed when a Function is found: what was changed after that (setpci, pcie_acs_override, disable_acs_redir) shows in the registers, not in the groups.',
        ]
      : []),
    `Source: ${groupsSource}. ${groupsVersions}`,
  ];
}
