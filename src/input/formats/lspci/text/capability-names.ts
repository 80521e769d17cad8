import { matches } from '../../../../registers/condition.ts';
import type { When } from '../../../../registers/define.ts';
import { tables } from '../../../../registers/tables.ts';
import {
  extendedTitles,
  standardIds,
  standardTitles,
  unnamed,
  virtualChannel,
  virtualChannelNames,
} from '../words/titles.ts';

type Kind = 'standard' | 'extended';

/** Answers what a definition's condition asks: `@vendor`, `header.id`; undefined where the text does not say. */
export type Ask = (path: string) => number | undefined;

/** The ID of the capability that the title names; undefined where titles give names and no IDs. */
function idOf(kind: Kind, title: string): number | undefined {
  const id = unnamed.exec(title)?.[1];
  if (id !== undefined) return parseInt(id, 16);
  if (kind === 'standard') return standardIds.find(([, pattern]) => pattern.test(title))?.[0];
  // Two say more after their name.
  const [name = ''] =
    /^(?:Device Serial Number|(?:Vendor Specific Information|Designated Vendor-Specific)(?=:))/.exec(
      title,
    ) ?? [title.replace(/ <\?>$/, '')];
  return Object.hasOwn(extendedTitles, name) ? extendedTitles[name] : undefined;
}

/** Names of one ID, those with a condition first. */
const candidates = (kind: Kind, id: number) =>
  tables
    .filter((table) => table.id === id && table.kind !== 'header')
    .filter((table) => (table.kind === 'standard') === (kind === 'standard'))
    .sort((a, b) => Number(b.conditional ?? false) - Number(a.conditional ?? false));

/**
 * The path name of the capability with that title; undefined where none fits, or where what tells it from another of
 * its ID is not known.
 */
export function capabilityName(kind: Kind, title: string, ask: Ask): string | undefined {
  if (kind === 'extended' && title === virtualChannel) return virtualChannelOf(ask);
  const named = kind === 'standard' ? standardTitles.find(([, pattern]) => pattern.test(title)) : undefined;
  if (named) return named[0];
  const id = idOf(kind, title);
  if (id === undefined) return undefined;
  for (const { name, conditional, definition } of candidates(kind, id)) {
    const fits = conditional ? holds(definition().when ?? {}, ask) : true;
    if (fits === undefined) return undefined;
    if (fits) return name;
  }
  return undefined;
}

/** Asked of a text: 1 when it lists Multi-Function Virtual Channel, 0 when the device surely has none. */
export const hasMfvc = '@mfvc';

function virtualChannelOf(ask: Ask): string | undefined {
  const multiple = ask(hasMfvc);
  return multiple === undefined ? undefined : virtualChannelNames[multiple];
}

/** Whether all conditions hold; one that does not decides, even where another is not known. */
function holds(when: When, ask: Ask): boolean | undefined {
  let known: boolean | undefined = true;
  for (const [path, condition] of Object.entries(when)) {
    const value = ask(path);
    if (value === undefined) known = undefined;
    else if (!matches(condition, value)) return false;
  }
  return known;
}

/** Whether lspci may give a capability of that name this title. */
export function nameFits(name: string, kind: Kind, title: string): boolean {
  if (title === virtualChannel) return virtualChannelNames.some((one) => one === name);
  const named = standardTitles.find(([, pattern]) => kind === 'standard' && pattern.test(title))?.[0];
  if (named !== undefined) return named === name;
  const id = idOf(kind, title);
  return id !== undefined && candidates(kind, id).some((table) => table.name === name);
}
