import { FunctionView } from '../../decode/view.ts';
import { otherVmms } from '../../sharing/views/other-vmms.ts';
import type { Placement, ViewName } from '../../sharing/views/view.ts';
import { views } from '../../sharing/views/views.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { registersRecord, registersShape } from './registers.ts';
import { count, described, list, oneOf, optional, orNull, record, type TypeOf, text } from './shape.ts';
import type { WriteRecord } from './snapshots.ts';
import { hex } from './terms.ts';

/** What `shared --as` says about one Function: its registers, and what differs in them and why. */
export const guestShape = record({
  ...registersShape.fields,
  as: oneOf('linux', 'vfio', 'guest'),
  on: optional(
    described(oneOf('root-port', 'root-bus'), 'with --as guest: where the guest has the Function'),
  ),
  differences: list(
    record({
      offset: count,
      field: text,
      by: oneOf('Linux', 'vfio-pci', 'QEMU'),
      why: text,
      length: count,
      before: hex,
      after: hex,
    }),
  ),
  unknown: list(text),
  notes: described(list(text), 'what whoever has the view runs into and no byte shows'),
  other_vmms: optional(
    described(
      list(record({ name: text, text, read: orNull(text) })),
      'with --as guest: what is known about other virtual machine monitors, and where that was read',
    ),
  ),
});
export type GuestRecord = TypeOf<typeof guestShape>;

/** A view of one Function. */
export function guestRecord(
  system: System,
  report: FunctionReport,
  as: ViewName,
  on?: Placement,
): GuestRecord {
  const { fn, differences, unknown, notes } = views[as].of(report, system, on);
  return {
    ...registersRecord(new FunctionView(fn), fn.address),
    as,
    ...(as === 'guest' ? { on: on ?? 'root-port' } : {}),
    differences: differences.map(({ before, after, length, ...rest }) => ({
      ...rest,
      length,
      before: bytesText(before, length),
      after: bytesText(after, length),
    })),
    unknown,
    notes,
    ...(as === 'guest' ? { other_vmms: otherVmms } : {}),
  };
}

const bytesText = (value: number, length: number): string =>
  `0x${value.toString(16).padStart(length * 2, '0')}`;

export const writeGuest =
  (as: ViewName, on?: Placement): WriteRecord =>
  (system, fn) =>
    guestShape.write(guestRecord(system, system.report(fn), as, on));
