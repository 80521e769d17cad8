import type { Position } from '../model/diagnostic.ts';
import type { StatedBy, StatedCapability } from '../model/stated.ts';
import { parsePath } from './path.ts';
import type { BitPlace, Capability, FunctionView } from './view.ts';

/** What is known about a field, and from where: its bytes, or what the input states beside them. */
export type Answer =
  | { readonly source: 'bytes'; readonly value: number | bigint; readonly place: BitPlace }
  | {
      readonly source: 'stated';
      readonly value: number | bigint;
      readonly by: StatedBy;
      readonly at?: Position;
    }
  | { readonly source: 'not-in-dump'; readonly lacks: string }
  | { readonly source: 'not-in-function' };

/** Whether a Function has a capability, and from where that is known. */
export type CapabilityAnswer =
  | { readonly source: 'bytes'; readonly capability: Capability }
  | { readonly source: 'stated'; readonly capability: StatedCapability }
  | { readonly source: 'not-in-dump'; readonly lacks: string }
  | { readonly source: 'not-in-function' };

/** Bytes win where they are known; where they are not, what is stated counts. */
export function answerOn(view: FunctionView, path: string): Answer {
  const reading = view.read(path);
  if (reading.state === 'known') return { source: 'bytes', value: reading.value, place: reading.place };
  if (reading.state === 'absent') return { source: 'not-in-function' };
  const fact = view.fn.stated.fields.get(path);
  if (fact) return { source: 'stated', ...fact };
  const steps = parsePath(path);
  if (steps && steps.capability !== 'header' && isRuledOut(view, steps.capability))
    return { source: 'not-in-function' };
  return { source: 'not-in-dump', lacks: reading.lacks };
}

export function answerOnCapability(view: FunctionView, name: string, instance: number): CapabilityAnswer {
  const capability = view.capability(name, instance);
  if (capability) return { source: 'bytes', capability };
  const lack = view.lackOf(name);
  if (lack.state !== 'not-in-dump') return { source: 'not-in-function' };
  const stated = view.fn.stated.capabilities?.filter((one) => one.name === name)[instance];
  if (stated) return { source: 'stated', capability: stated };
  if (isRuledOut(view, name)) return { source: 'not-in-function' };
  return { source: 'not-in-dump', lacks: lack.lacks };
}

/** Whether the input lists all capabilities, and knows the name of each, but not this one. */
function isRuledOut({ fn }: FunctionView, name: string): boolean {
  const { capabilities, capabilitiesComplete } = fn.stated;
  if (!capabilities || !capabilitiesComplete) return false;
  return capabilities.every((one) => one.name !== undefined && one.name !== name);
}
