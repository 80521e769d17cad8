import type { Position } from '../../../../model/diagnostic.ts';
import type { StatedWindow } from '../../../../model/stated.ts';
import type { Facts } from '../../../facts.ts';
import { parseIds } from '../line.ts';
import { devselFlags, setFlags } from '../words/flags.ts';
import { readRegion } from '../words/region.ts';
import { ioWidths, memoryWidths, readWindow } from '../words/window.ts';
import type { TextLine } from './lines.ts';

/** States what a line of the header tells that is not a field, or one of a line of many words. */
export function stateProperty(
  { label, text }: TextLine,
  at: Position,
  facts: Facts,
  state: HeaderState,
): void {
  const region = /^Region (\d)$/.exec(label)?.[1];
  if (region !== undefined) stateRegion(text, Number(region), at, facts);
  else if (label === '') stateUnlabelled(text, at, facts, state);
  else properties[label]?.(text, at, facts, state);
}

/** What lines of the header tell about those that follow. */
export interface HeaderState {
  /** The lowest number that the next region without one can have. */
  nextRegion: number;
  /** What lspci says about a header that it could not make sense of. */
  complaint?: string;
}

const none = '-1';

const number = (text: string): number | undefined =>
  /^\d{1,9}(?= |,|$)/.test(text) ? parseInt(text, 10) : undefined;

type Property = (text: string, at: Position, facts: Facts, state: HeaderState) => void;

const window =
  (kind: StatedWindow['kind'], widths: readonly [string, string]): Property =>
  (text, at, facts) => {
    const words = readWindow(text, widths);
    if (!words) return;
    const { base, last, closed } = words;
    const range = closed || base === undefined || last === undefined ? null : { first: base, last };
    facts.window({ kind, range, at });
  };

const properties: Readonly<Record<string, Property>> = {
  Subsystem(text, at, facts) {
    const { vendor, device } = parseIds(text);
    if (vendor !== undefined) facts.fact('subsystemVendorId', vendor, at);
    if (device !== undefined) facts.fact('subsystemId', device, at);
  },
  Flags(text, at, facts) {
    const words = text.split(', ');
    for (const [word, path] of Object.entries(setFlags)) facts.field(path, words.includes(word) ? 1 : 0, at);
    for (const word of words) {
      const devsel = devselFlags[word];
      if (devsel !== undefined) facts.field('header.status.devsel_timing', devsel, at);
      const match = /^(latency|NUMA node|IOMMU group) (\d{1,9})$/.exec(word);
      if (match?.[1] === 'latency') facts.field('header.latency_timer', Number(match[2]), at);
      else if (match) properties[match[1] ?? '']?.(match[2] ?? '', at, facts, { nextRegion: 0 });
    }
  },
  'Physical Slot': (text, at, facts) => text !== '' && facts.fact('physicalSlot', text, at),
  'NUMA node': (text, at, facts) => {
    const node = text === none ? undefined : number(text);
    if (node !== undefined) facts.fact('numaNode', node, at);
  },
  'IOMMU group': (text, at, facts) => {
    const group = number(text);
    if (group !== undefined) facts.fact('iommuGroup', group, at);
  },
  'Kernel driver in use': (text, at, facts) => text !== '' && facts.fact('driver', text, at),
  'Kernel modules': (text, at, facts) =>
    text !== '' &&
    facts.fact(
      'modules',
      text.split(/,\s*/).filter((name) => name !== ''),
      at,
    ),
  'I/O behind bridge': window('io', ioWidths),
  'Memory behind bridge': window('memory', memoryWidths),
  'Prefetchable memory behind bridge': window('prefetchable', memoryWidths),
};

const rom = 6;

function stateUnlabelled(text: string, at: Position, facts: Facts, state: HeaderState): void {
  if (text.startsWith('!!! ')) state.complaint = text;
  else if (text.startsWith('Expansion ROM')) stateRegion(text, rom, at, facts);
  else {
    const wide = stateRegion(text, state.nextRegion, at, facts, false);
    if (wide !== undefined) state.nextRegion += wide ? 2 : 1;
  }
}

/** Whether the region takes two BARs; undefined where the words are not a region's. */
function stateRegion(
  text: string,
  index: number,
  at: Position,
  facts: Facts,
  numbered = true,
): boolean | undefined {
  const words = readRegion(text);
  if (!words) return undefined;
  const { flags: _, ...rest } = words;
  facts.region({ index, of: 'function', ...rest, at, ...(numbered ? {} : { numbered: false }) });
  return words.width === 64;
}
