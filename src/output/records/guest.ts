import { FunctionView } from '../../decode/view.ts';
import { guestView } from '../../sharing/guest.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { registersRecord, registersShape } from './registers.ts';
import { constant, count, described, list, record, type TypeOf, text } from './shape.ts';
import type { WriteRecord } from './snapshots.ts';
import { hex } from './terms.ts';

/** What `shared --as guest` says of one Function: its registers, and what differs in them and why. */
export const guestShape = record({
  ...registersShape.fields,
  as: constant('guest'),
  differences: list(
    record({ offset: count, field: text, why: text, length: count, before: hex, after: hex }),
  ),
  unknown: list(text),
  notes: described(list(text), 'what the guest runs into and no byte shows'),
});
export type GuestRecord = TypeOf<typeof guestShape>;

export function guestRecord(system: System, report: FunctionReport): GuestRecord {
  const { fn, differences, unknown, notes } = guestView(report, system);
  return {
    ...registersRecord(new FunctionView(fn), fn.address),
    as: 'guest',
    differences: differences.map(({ before, after, length, ...rest }) => ({
      ...rest,
      length,
      before: bytesText(before, length),
      after: bytesText(after, length),
    })),
    unknown,
    notes,
  };
}

const bytesText = (value: number, length: number): string =>
  `0x${value.toString(16).padStart(length * 2, '0')}`;

export const writeGuest: WriteRecord = (system, fn) =>
  guestShape.write(guestRecord(system, system.report(fn)));
