import type { Capability, FunctionView } from './view.ts';

/** Bytes that a capability takes, its header included; undefined when it is not known or the dump does not tell. */
export function lengthOf(view: FunctionView, capability: Capability): number | undefined {
  const site = view.siteOf(capability);
  if (!capability.definition || !site) return undefined;
  const { length } = capability.definition;
  if (typeof length === 'number' || 'field' in length) return view.quantity(length, site);
  for (const choice of length) {
    const holds = choice.when === undefined || view.holds(choice.when, site);
    if (holds === undefined) return undefined;
    if (holds) return view.quantity(choice.length, site);
  }
  return undefined;
}
