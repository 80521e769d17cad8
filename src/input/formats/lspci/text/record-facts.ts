import type { Facts } from '../../../facts.ts';
import { parseId } from '../line.ts';
import { stateIdentity, stateIdentityFields } from './identity.ts';
import { type Place, positionIn, rawLine } from './lines.ts';

const tagLine = /^([A-Z][A-Za-z]{1,20}):\s+(.*)$/;

/** Whether a Function's lines are those of `lspci -vmm`, a tag each. */
export const isRecord = (lines: readonly string[]): boolean => /^\s*(?:Slot|Device):\s/.test(lines[0] ?? '');

/** States what the lines of `lspci -vmm` say, with any of `-n -nn -k -D`. */
export function stateRecord(lines: readonly string[], place: Place, facts: Facts): void {
  const tags = new Map<string, string>();
  const modules: string[] = [];
  for (const [n, line] of lines.entries()) {
    const raw = rawLine(line, n);
    const [, tag = '', value = ''] = tagLine.exec(raw.text) ?? [];
    if (tag === '' || value === '' || (n > 0 && (tag === 'Slot' || (tag === 'Device' && tags.has(tag)))))
      continue;
    // `-vm` has Device twice: the first is the address.
    if (n > 0) tags.set(tag, value);
    const at = positionIn({ label: '', text: raw.text, parts: [{ from: 0, ...raw }] }, 0, place);
    const count = /^\d{1,9}$/.test(value) ? Number(value) : undefined;
    if (tag === 'Driver') facts.fact('driver', value, at);
    else if (tag === 'Module') modules.push(value);
    else if (tag === 'PhySlot') facts.fact('physicalSlot', value, at);
    else if (tag === 'NUMANode' && count !== undefined) facts.fact('numaNode', count, at);
    else if (tag === 'IOMMUGroup' && count !== undefined) facts.fact('iommuGroup', count, at);
    else if (tag === 'SVendor' || tag === 'SDevice') {
      const id = parseId(value);
      if (id !== undefined) facts.fact(tag === 'SVendor' ? 'subsystemVendorId' : 'subsystemId', id, at);
    }
  }
  const first = positionIn({ label: '', text: '', parts: [{ from: 0, line: 0, column: 0 }] }, 0, place);
  if (modules.length > 0) facts.fact('modules', modules, first);
  const said = stateIdentity(lineOf(tags), first, facts);
  stateIdentityFields(said, first, facts);
}

/** The record as the line of `-mm`. */
function lineOf(tags: ReadonlyMap<string, string>): string {
  const quoted = (tag: string): string => `"${(tags.get(tag) ?? '').replace(/[\\"]/g, '\\$&')}"`;
  const option = (letter: string, tag: string): string =>
    tags.has(tag) ? ` -${letter}${tags.get(tag)}` : '';
  return `${['Class', 'Vendor', 'Device'].map(quoted).join(' ')}${option('r', 'Rev')}${option('p', 'ProgIf')}`;
}
