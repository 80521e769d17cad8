import type { StatedRegion } from '../../../model/stated.ts';

const rom = 6;
const units = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/** A BAR or the expansion ROM as lspci prints it: `Region 0: Memory at fe000000 (64-bit, prefetchable) [size=16K]`. */
export function regionLine(region: StatedRegion): string {
  const { index, kind, address, width, prefetchable, size, state, numbered } = region;
  const states = state === undefined ? [] : state.split(' ');
  // Where it is not placed, the first word says why.
  const place =
    address === undefined
      ? `<${states.shift() ?? 'unassigned'}>`
      : address.toString(16).padStart(digits(kind), '0');
  const what = index === rom ? 'Expansion ROM' : kind === 'io' ? 'I/O ports' : 'Memory';
  const type = width === undefined ? '' : ` (${width}-bit, ${prefetchable ? '' : 'non-'}prefetchable)`;
  const words = [...states, ...(size === undefined ? [] : [`size=${sizeText(size)}`])];
  const label = index === rom || numbered === false ? '' : `Region ${index}: `;
  return `${label}${what} at ${place}${type}${words.map((word) => ` [${word}]`).join('')}`;
}

const digits = (kind: StatedRegion['kind']): number => (kind === 'io' ? 4 : 8);

function sizeText(size: bigint): string {
  let [left, unit] = [size, 0];
  while (left > 0n && left % 1024n === 0n && unit < units.length - 1) {
    left /= 1024n;
    unit++;
  }
  return `${left}${units[unit]}`;
}
