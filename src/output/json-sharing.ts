import { valueJson } from '../decode/value-json.ts';
import { FunctionView } from '../decode/view.ts';
import { consistencyNotes } from '../sharing/consistency.ts';
import { addressOrNull, type SharedField, sharingOf } from '../sharing/sharing.ts';
import { otherVmms } from '../sharing/views/other-vmms.ts';
import type { Placement, ViewName } from '../sharing/views/view.ts';
import { views } from '../sharing/views/views.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import { registersJson } from './json-registers.ts';

/** What `shared` says of one VF. */
export function sharingJson(system: System, report: FunctionReport): Record<string, unknown> {
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

/** A view of one Function: what differs and why, and its registers. */
export function viewJson(
  system: System,
  report: FunctionReport,
  as: ViewName,
  on?: Placement,
): Record<string, unknown> {
  const { fn, differences, unknown, notes } = views[as].of(report, system, on);
  return {
    ...registersJson(new FunctionView(fn), fn.address),
    as,
    ...(as === 'guest' ? { on: on ?? 'root-port' } : {}),
    differences: differences.map(({ before, after, length, ...rest }) => ({
      ...rest,
      length,
      before: `0x${before.toString(16).padStart(length * 2, '0')}`,
      after: `0x${after.toString(16).padStart(length * 2, '0')}`,
    })),
    unknown,
    notes,
    ...(as === 'guest' ? { other_vmms: otherVmms } : {}),
  };
}

const jsonValue = (row: SharedField['definition'], value: number | bigint | null): number | string | null =>
  value === null ? null : valueJson(row, value);
