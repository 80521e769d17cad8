import { valueJson } from '../../decode/value-json.ts';
import { consistencyNotes } from '../../sharing/consistency.ts';
import { addressOrNull, type SharedField, sharingOf } from '../../sharing/sharing.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { described, flag, list, oneOf, optional, orNull, record, type TypeOf, text } from './shape.ts';
import type { WriteRecord } from './snapshots.ts';
import { address, attachment, certainty, hazard, value } from './terms.ts';

const said = record({ text, read: described(text, 'version, file and function where it was read') });

const fieldShape = record({
  path: text,
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
  vf_value: value,
  pf_value: described(
    value,
    "the PF's own, even where Function 0 governs; null where it has none, or it is not known",
  ),
  effective_value: described(value, 'the value that counts for the VF; null where it is not known'),
  effective_from: described(
    orNull(address),
    'the Function whose value it is; null where it is not known, or stated beside the bytes',
  ),
  hazard,
  in_use: described(
    orNull(flag),
    'of a shared field with a hazard class: whether it is in use where it is governed; null where that is not known, and of other fields',
  ),
  why: text,
  means: described(orNull(text), 'what the value means just now, where another field decides that'),
  source: described(text, 'section of the specification, or "not known"'),
  software: described(
    record({ linux: optional(said), vfio: optional(said), qemu: optional(said) }),
    'what Linux, vfio-pci and QEMU do with it',
  ),
});
export type SharedFieldRecord = TypeOf<typeof fieldShape>;

const capabilityShape = record({
  capability: text,
  in_vf: orNull(flag),
  in_pf: orNull(flag),
  verdict: oneOf('own', 'partly-shared', 'shared', 'absent', 'unknown'),
  why: text,
  fields: list(fieldShape),
});
export type SharedCapabilityRecord = TypeOf<typeof capabilityShape>;

/** What `shared` says about one VF. */
export const sharedShape = record({
  address,
  pf: orNull(address),
  attachment: orNull(attachment),
  certainty: orNull(certainty),
  reason: optional(text),
  capabilities: list(capabilityShape),
  notes: described(
    list(
      record({
        path: text,
        seen: value,
        expected: value,
        text,
        known: orNull(text),
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
