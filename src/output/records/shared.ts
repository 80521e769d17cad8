import { valueJson } from '../../decode/value-json.ts';
import { consistencyNotes } from '../../sharing/consistency.ts';
import { addressOrNull, type SharedField, sharingOf } from '../../sharing/sharing.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { described, flag, list, oneOf, optional, orNull, record, type TypeOf, text } from './shape.ts';
import type { WriteRecord } from './snapshots.ts';
import { address, attachment, certainty, hazard, value } from './terms.ts';

const said = record({
  text: described(text, 'what it does'),
  read: described(text, 'version, file and function where it was read'),
});

export const fieldShape = record({
  path: described(text, 'the field, such as `ats.control.smallest_translation_unit`'),
  vf_rule: described(
    orNull(
      oneOf(
        'hardwired-zero',
        'pf-value-applies',
        'shared-in-pf',
        'must-match-pf',
        'independent',
        'hardwired',
        'reserved',
        'not-implemented-in-vf',
      ),
    ),
    'null where no text is known that says what the field is in a VF',
  ),
  shared: described(flag, 'whether what another Function has counts for the VF, whatever the VF reads'),
  vf_value: described(
    value,
    "what the VF's own bytes hold; null where it does not have the field, or the dump not the bytes",
  ),
  pf_value: described(
    value,
    "the PF's own, even where Function 0 governs; null where it has none, or it is not known",
  ),
  effective_value: described(value, 'the value that counts for the VF; null where it is not known'),
  effective_from: described(
    orNull(address),
    'the Function whose value it is; null where it is not known, or stated beside the bytes',
  ),
  hazard: described(hazard, 'how hard it is to give to a guest, 1 to 3; null where the VF has its own'),
  in_use: described(
    orNull(flag),
    'of a shared field with a hazard class: whether it is in use where it is governed; null where that is not known, and of other fields',
  ),
  why: described(text, 'why the field is what it is in a VF'),
  means: described(orNull(text), 'what the value means just now, where another field decides that'),
  source: described(text, 'section of the specification, or "not known"'),
  software: described(
    record({ linux: optional(said), vfio: optional(said), qemu: optional(said) }),
    'what Linux, vfio-pci and QEMU do with it',
  ),
});
export type SharedFieldRecord = TypeOf<typeof fieldShape>;

export const capabilityShape = record({
  capability: described(text, 'its path name, such as `ats`, or `header`'),
  in_vf: described(orNull(flag), 'whether the VF has it; null where the dump cannot tell'),
  in_pf: described(orNull(flag), 'whether the PF has it; null where the dump cannot tell'),
  verdict: described(
    oneOf('own', 'partly-shared', 'shared', 'absent', 'unknown'),
    "whose it is: the VF's own, the PF's, or both",
  ),
  why: described(text, 'why that is so'),
  fields: described(list(fieldShape), 'its fields that a VF has, or that count for it'),
});
export type SharedCapabilityRecord = TypeOf<typeof capabilityShape>;

/** What `shared` says about one VF. */
export const sharedShape = record({
  address: described(address, 'of the VF'),
  pf: described(orNull(address), 'its PF; null where that is not known or not in the dump'),
  attachment: described(orNull(attachment), 'whether its PF is in this dump'),
  certainty: described(orNull(certainty), 'how sure it is that this is a VF'),
  reason: optional(described(text, 'why something is not known, and what to do about it')),
  capabilities: described(list(capabilityShape), 'the header, and each capability that the VF or its PF has'),
  notes: described(
    list(
      record({
        path: described(text, 'the field'),
        seen: described(value, 'what the VF has'),
        expected: described(value, 'what it should have'),
        text: described(text, 'one sentence'),
        known: described(orNull(text), 'devices known to do so; null where none is known'),
      }),
    ),
    'where PF and VF do not agree as they should',
  ),
});
export type SharedRecord = TypeOf<typeof sharedShape>;

export function sharedRecord(system: System, report: FunctionReport): SharedRecord {
  const { verdict, fn } = report;
  const sharing = sharingOf(system, report);
  return {
    address: fn.address,
    pf: verdict.pf === null ? null : addressOrNull(verdict.pf),
    attachment: verdict.attachment,
    certainty: verdict.certainty,
    ...(verdict.reason ? { reason: verdict.reason } : {}),
    capabilities: sharing.capabilities.map((capability) => ({
      capability: capability.name,
      in_vf: capability.inVf,
      in_pf: capability.inPf,
      verdict: capability.verdict,
      why: capability.why,
      fields: capability.fields.map((field) => ({
        path: field.path,
        vf_rule: field.rule,
        shared: field.isGoverned,
        vf_value: jsonValue(field.definition, field.vfValue),
        pf_value: jsonValue(field.definition, field.pfValue),
        effective_value: jsonValue(field.definition, field.effectiveValue),
        effective_from: addressOrNull(field.effectiveFrom),
        hazard: field.hazard,
        in_use: field.inUse,
        why: field.why,
        means: field.means,
        source: field.source,
        software: field.software,
      })),
    })),
    notes: consistencyNotes(sharing, report).map((note) => ({
      path: note.path,
      seen: jsonValue(note.definition, note.seen),
      expected: jsonValue(note.definition, note.expected),
      text: note.text,
      known: note.known,
    })),
  };
}

/** Nothing for Functions that are not VFs. */
export const writeShared: WriteRecord = (system, fn) => {
  const report = system.report(fn);
  return report.verdict.role === 'vf' ? sharedShape.write(sharedRecord(system, report)) : undefined;
};

const jsonValue = (row: SharedField['definition'], value: number | bigint | null): number | string | null =>
  value === null ? null : valueJson(row, value);
