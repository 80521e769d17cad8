import { computed } from '@preact/signals';
import { routingIdsOf, vfRange } from '../machine/routing.ts';
import { formatKey } from '../model/address.ts';
import { type Kind, kindOf } from '../output/palette.ts';
import { current } from './state.ts';
import { roleText } from './words.tsx';

/** One Routing ID. */
export interface Cell {
  readonly address: string;
  readonly text: string;
  /** What is there, in words. */
  readonly says: string;
  readonly kind: Kind | 'free' | 'collision' | 'other';
  /** Which PF it belongs to, by its place in the list; undefined where it belongs to none. */
  readonly pf: number | undefined;
  /** Whether the dump holds a Function here. */
  readonly isHere: boolean;
}

export interface BusMap {
  /** Domain and bus: `0000:01`. */
  readonly name: string;
  /** Addresses of the PFs that have something on it. */
  readonly pfs: readonly string[];
  /** Rows of 16; where nothing is, a number of free Routing IDs. */
  readonly rows: readonly (readonly Cell[] | number)[];
}

const perRow = 16;
const perBus = 256;
/** VFs of one PF that are drawn: a hostile NumVFs claims 65,535. */
const mostVfs = 8192;

interface Owner {
  readonly pf: number;
  readonly number: number;
}

/** The buses of PFs and their VFs, as who claims which Routing ID. */
export const busMaps = computed((): readonly BusMap[] => {
  const machine = current.value;
  if (!machine) return [];
  const pfs = [...machine.system.machine.pfs.values()].filter(({ fn }) => machine.selection.keeps(fn));
  const owners = new Map<number, Owner[]>();
  const buses = new Map<number, Set<number>>();
  const touch = (key: number, pf: number): void => {
    const bus = Math.floor(key / perBus);
    const list = buses.get(bus);
    if (list) list.add(pf);
    else buses.set(bus, new Set([pf]));
  };
  pfs.forEach(({ fn, settings }, pf) => {
    touch(fn.key, pf);
    if (settings?.enabled !== true) return;
    const ids = routingIdsOf(vfRange(fn.routingId, settings, settings.numVfs ?? 0), mostVfs);
    ids.forEach((id, n) => {
      const key = fn.domain * 0x10000 + id;
      touch(key, pf);
      const list = owners.get(key);
      if (list) list.push({ pf, number: n + 1 });
      else owners.set(key, [{ pf, number: n + 1 }]);
    });
  });
  const names = pfs.map(({ fn }) => fn.address);
  const cellAt = (key: number): Cell => {
    const address = formatKey(key);
    const report = machine.byAddress.get(address);
    const owned = owners.get(key) ?? [];
    const [owner] = owned;
    const own = names.indexOf(address);
    const claims = owned.map(({ pf, number }) => `VF ${number} of ${names[pf] ?? ''}`).join(', ');
    const isHere = report !== undefined;
    const base = { address, isHere };
    const kind = report && kindOf(report);
    if (owned.length > 1 || (owner && (kind === 'pf' || kind === 'bridge' || kind === 'function')))
      return {
        ...base,
        text: '!',
        says: `collision: ${claims}${report ? `; a ${roleText(report)} is here` : ''}`,
        kind: 'collision',
        pf: owner?.pf,
      };
    if (owner)
      return report
        ? { ...base, text: String(owner.number), says: claims, kind: kind ?? 'vf', pf: owner.pf }
        : { ...base, text: String(owner.number), says: `${claims}, missing`, kind: 'missing', pf: owner.pf };
    if (own >= 0) return { ...base, text: 'PF', says: 'PF', kind: 'pf', pf: own };
    if (report)
      return {
        ...base,
        text: kind === 'detached' ? 'V' : 'F',
        says: roleText(report),
        kind: kind ?? 'other',
        pf: undefined,
      };
    return { ...base, text: '·', says: 'free', kind: 'free', pf: undefined };
  };
  return [...buses]
    .sort(([a], [b]) => a - b)
    .map(([bus, list]) => ({
      name: formatKey(bus * perBus).slice(0, -5),
      pfs: [...list].sort((a, b) => a - b).map((n) => names[n] ?? ''),
      rows: rowsOf(bus, cellAt),
    }));
});

function rowsOf(bus: number, cellAt: (key: number) => Cell): (readonly Cell[] | number)[] {
  const rows: (readonly Cell[] | number)[] = [];
  for (let row = 0; row < perBus / perRow; row++) {
    const cells = Array.from({ length: perRow }, (_, n) => cellAt(bus * perBus + row * perRow + n));
    const last = rows.at(-1);
    if (cells.some(({ kind }) => kind !== 'free')) rows.push(cells);
    else if (typeof last === 'number') rows[rows.length - 1] = last + perRow;
    else rows.push(perRow);
  }
  return rows;
}
