import { type CheckedGroup, checkGroups, groupsSource, groupsVersions } from '../../checks/groups.ts';
import { snapshotName } from '../../model/snapshot.ts';
import type { Selection } from '../../verdict/select.ts';
import type { System } from '../../verdict/system.ts';
import { code, escaped } from '../markdown.ts';
import { label } from '../text/label.ts';
import type { Style } from '../text/style.ts';
import { wrap } from '../text/wrap.ts';

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

/** `stated: group 12`, `stated apart: groups 1, 2`. */
function statedText({ stated, statedNumbers, agrees, isKnown }: CheckedGroup): string {
  if (statedNumbers.length === 0) return '';
  if (statedNumbers.length > 1) return `the input states groups ${statedNumbers.join(', ')}`;
  if (agrees === false) return `the input states group ${stated}, with others in it`;
  return isKnown ? `the input states the same: group ${stated}` : `the input states group ${stated}`;
}

export function* groupsText(grouped: GroupedSystem, style: Style): Generator<string> {
  const { system, groups } = grouped;
  const { chalk, width } = style;
  yield `${chalk.bold(snapshotName(system.snapshot))}: ${summary(grouped)}\n`;
  for (const [n, group] of groups.entries()) {
    const { functions, because, agrees, isKnown } = group;
    const stated = statedText(group);
    const said = stated === '' ? '' : `  ${agrees === false ? chalk.red.bold(stated) : chalk.dim(stated)}`;
    const title = isKnown ? `group of ${functions.length}` : 'group not known';
    yield `\n${chalk.bold(`${n + 1}. ${title}`)}${said}\n`;
    for (const fn of functions)
      yield `   ${fn.address}  ${label(system.report(fn), Math.max(20, width - fn.address.length - 5), style)}\n`;
    for (const { seen } of because)
      for (const [line, text] of wrap(`because ${seen}`, width - 3).entries())
        yield `   ${chalk.dim(line === 0 ? text : `  ${text}`)}\n`;
  }
  const notes = notesOf(grouped);
  if (notes.length > 0) yield '\n';
  for (const note of notes) for (const line of wrap(note, width)) yield `${chalk.dim(line)}\n`;
}

export function* groupsMarkdown(grouped: GroupedSystem): Generator<string> {
  const { system, groups } = grouped;
  yield `## IOMMU groups of ${code(snapshotName(system.snapshot))}\n\n${escaped(summary(grouped))}\n\n`;
  yield '| group | because | stated | agrees |\n|---|---|---|---|\n';
  for (const { functions, because, statedNumbers, agrees } of groups) {
    const cells = [
      functions.map(({ address }) => code(address)).join(' '),
      because.map(({ seen }) => escaped(seen)).join('; '),
      statedNumbers.join(', '),
      agrees === null ? '' : agrees ? 'yes' : '**no**',
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
