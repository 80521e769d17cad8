import type { FunctionView } from '../decode/view.ts';

/** What is said where a Function does not have a capability. */
export const notInFunction = 'not in this function';

/** The capabilities asked for by name that this Function does not have, or whose bytes are missing in the dump. */
export function lackingCapabilities(view: FunctionView, names: readonly string[]): Map<string, string> {
  const lacking = new Map<string, string>();
  for (const name of names) {
    const capability = name.split(/[.[]/, 1)[0] as string;
    if (capability === 'header' || view.capability(capability)) continue;
    const reading = view.read(`${capability}.any`);
    lacking.set(capability, reading.state === 'not-in-dump' ? `unknown: ${reading.lacks}` : notInFunction);
  }
  return lacking;
}
