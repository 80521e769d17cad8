import type { FunctionView } from '../decode/view.ts';

/** What is said where a Function does not have a capability. */
export const notInFunction = 'not in this function';

/** Of the capabilities that were asked for by name: those that this Function lacks, or whose bytes the dump lacks. */
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
