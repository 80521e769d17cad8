import { formatKey } from '../../model/address.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { emulationOf } from '../../sharing/emulation.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { count, described, list, oneOf, orNull, record, type TypeOf, text } from './shape.ts';
import { address, hazard, hex, schemaDocument, schemaVersion, schemaVersionField } from './terms.ts';

/** What `emulate --format json` prints: what a VMM has to do for each field of a VF. */
export const emulateShape = record({
  schema_version: described(schemaVersionField, 'changes when a key means something else'),
  source: described(text, 'the input'),
  function: described(address, 'the VF'),
  pf: described(orNull(address), 'its PF; null where that is not known'),
  vf_number: described(orNull(count), 'counts from 1'),
  rows: described(
    list(
      record({
        offset: described(count, 'of the register that holds the field'),
        width: described(count, 'bytes of that register'),
        path: described(text, 'the field'),
        read_value: described(
          orNull(hex),
          'what the guest reads at first, shifted to the place of the field in its register; null if the dump does not tell',
        ),
        virt_mask: described(hex, 'bits that the VMM answers for; the others come from the VF'),
        write_mask: described(
          hex,
          'bits that a guest can write: in the copy of the VMM where they are virtual, else in the VF',
        ),
        action: described(
          oneOf('hardware', 'virtual', 'fixed', 'hidden'),
          'who answers: the VF, a copy that the VMM keeps, a constant, or nobody',
        ),
        why: described(text, 'why'),
      }),
    ),
    'each field that the VF has',
  ),
  lacked: described(
    list(
      record({
        capability: described(text, 'its path name'),
        hazard: described(hazard, 'how hard it is to give to a guest, 1 to 3'),
        why: described(text, 'why it is not there'),
      }),
    ),
    'capabilities that the PF shares and the VF does not have: there is nothing to emulate them on',
  ),
});
export type EmulateRecord = TypeOf<typeof emulateShape>;

export const emulateDocument = schemaDocument('What lsvf emulate --format json prints', emulateShape.schema);

export function emulateRecord(system: System, report: FunctionReport): EmulateRecord {
  const { rows, lacked } = emulationOf(system, report);
  const { fn, verdict } = report;
  return {
    schema_version: schemaVersion,
    source: snapshotName(system.snapshot),
    function: fn.address,
    pf: verdict.pf === null ? null : formatKey(verdict.pf),
    vf_number: verdict.vfNumber,
    rows: rows.map(({ offset, width, path, readValue, virtMask, writeMask, action, why }) => {
      const digits = (value: bigint): string => `0x${value.toString(16).padStart(width * 2, '0')}`;
      return {
        offset,
        width,
        path,
        read_value: readValue === null ? null : digits(readValue),
        virt_mask: digits(virtMask),
        write_mask: digits(writeMask),
        action,
        why,
      };
    }),
    lacked: lacked.map(({ name, hazard, why }) => ({ capability: name, hazard, why })),
  };
}

export const emulationJson = (system: System, report: FunctionReport): string =>
  `${JSON.stringify(emulateRecord(system, report), null, 2)}\n`;
