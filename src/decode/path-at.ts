import type { BitPlace, FunctionView, Reading, Site } from './view.ts';
import { visit } from './visit.ts';

interface Found {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  /** Bits of the range that it has. */
  readonly bits: number;
}

/**
 * The path of what is at an offset: a field of whole bytes that begins there, else the register that does, else the
 * field that has most of the range. Undefined where no table has anything there.
 */
export function pathAt(view: FunctionView, offset: number, length = 1): string | undefined {
  if (offset < headerEnd(view)) {
    const { headerSite } = view;
    return headerSite && pathIn(view, headerSite, 'header', offset, length);
  }
  const isExtended = offset >= 0x100;
  const before = view.capabilities
    .filter(({ entry }) => entry.offset <= offset && entry.offset >= 0x100 === isExtended)
    .sort((a, b) => b.entry.offset - a.entry.offset);
  for (const capability of before) {
    const site = view.siteOf(capability);
    const { name, instance } = capability;
    const path = site && pathIn(view, site, instance === 0 ? name : `${name}[${instance}]`, offset, length);
    if (path !== undefined) return path;
  }
  return undefined;
}

const headerEnd = ({ layout }: FunctionView): number => (layout === 2 ? 0x48 : 0x40);

function pathIn(view: FunctionView, site: Site, name: string, offset: number, length: number) {
  const found: Found[] = [];
  const take = (path: string, reading: Reading): void => {
    if (reading.state === 'absent' || !reading.place) return;
    const [first, last] = bitsOf(reading.place);
    const bits = Math.min(last, 8 * (offset + length) - 1) - Math.max(first, 8 * offset) + 1;
    if (bits > 0) found.push({ path: `${name}.${path}`, first, last, bits });
  };
  const registers = new Set<string>();
  const nothing = (): void => {};
  visit(view, site, {
    register(path, _name, _definition, reading) {
      registers.add(`${name}.${path}`);
      take(path, reading);
    },
    field: (path, _name, _definition, reading) => take(path, reading),
    bytes: nothing,
    beginTable: nothing,
    beginElement: nothing,
    endElement: nothing,
    endTable: nothing,
  });
  const here = found.filter(({ first }) => first === 8 * offset);
  const whole = here.find(({ path, last }) => !registers.has(path) && (last + 1) % 8 === 0);
  const register = here.find(({ path }) => registers.has(path));
  const most = found.toSorted(
    (a, b) => Number(registers.has(a.path)) - Number(registers.has(b.path)) || b.bits - a.bits,
  );
  return (whole ?? register ?? most[0])?.path;
}

const bitsOf = ({ offset, low, width }: BitPlace): [first: number, last: number] => [
  8 * offset + low,
  8 * offset + low + width - 1,
];
