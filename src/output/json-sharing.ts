import { addressOrNull } from '../relate/sharing.ts';
import type { FunctionReport, System } from '../relate/system.ts';

/** What `shared` says of one VF. */
export function sharingJson(system: System, report: FunctionReport): Record<string, unknown> {
  const { verdict, fn } = report;
  const sharing = system.sharing(report);
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
        vf_value: field.vfValue,
        pf_value: field.pfValue,
        effective_value: field.effectiveValue,
        effective_from: addressOrNull(field.effectiveFrom),
        hazard: field.hazard,
        why: field.why,
      })),
    })),
  };
}
