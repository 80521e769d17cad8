import type { CapabilityDefinition, Entry } from './define.ts';
import { isOfPf, type VfInfo } from './vf.ts';

/** How much of what a VF has of a capability is the PF's: `none`, or `some` whatever the bytes are. */
export type Shares = 'none' | 'some';

/** The registers that link a capability to the next one. */
export const listHeader = /^(?:capability_id|next_capability|capability_header)$/;

/** What the rows alone tell; undefined where it depends on which of them a Function has. */
export function sharesOf(definition: CapabilityDefinition): Shares | undefined {
  const rows = Object.entries(definition.registers)
    .filter(([name]) => !listHeader.test(name))
    .flatMap(([, entry]) => [...rowsOf(entry, true, definition.vf)]);
  if (!rows.some(({ info }) => isOfPf(info.rule))) return 'none';
  const everywhere = rows.filter(({ always }) => always);
  const ofPf = everywhere.filter(({ info }) => isOfPf(info.rule)).length;
  return ofPf > 0 && ofPf < everywhere.length ? 'some' : undefined;
}

interface Row {
  readonly info: VfInfo;
  /** Whether every Function that has the capability has it. */
  readonly always: boolean;
}

function* rowsOf(entry: Entry, isAlways: boolean, above: VfInfo | undefined): Generator<Row> {
  if (entry.kind === 'bytes') return;
  if (entry.kind === 'repeat') {
    const { body } = entry;
    const inside = 'placements' in body ? [body as Entry] : Object.values(body as Record<string, Entry>);
    for (const one of inside) yield* rowsOf(one, false, above);
    return;
  }
  const always = isAlways && !entry.when && entry.placements.some(({ when }) => !when);
  for (const row of entry.fields ? Object.values(entry.fields) : [entry]) {
    const info = row.vf ?? entry.vf ?? above;
    if (info) yield { info, always: always && !row.when };
  }
}
