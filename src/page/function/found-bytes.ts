import type { Finding } from '../../lint/engine.ts';
import type { FunctionReport } from '../../verdict/system.ts';

const order = ['info', 'warning', 'error'];

/** The bytes of a Function on which there are findings, each with the worst severity. */
export function foundBytes(
  report: FunctionReport | undefined,
  findings: ReadonlyMap<string, readonly Finding[]>,
): ReadonlyMap<number, string> {
  const bytes = new Map<number, string>();
  for (const finding of (report && findings.get(report.fn.address)) ?? []) {
    const at = report && offsetOf(report, finding);
    for (let n = 0; at !== undefined && n < Math.max(1, finding.length); n++) {
      const before = bytes.get(at + n);
      if (before === undefined || order.indexOf(before) < order.indexOf(finding.severity))
        bytes.set(at + n, finding.severity);
    }
  }
  return bytes;
}

/** Where the field that a finding names begins. */
export function offsetOf({ view }: FunctionReport, { field }: Finding): number | undefined {
  if (field === null) return undefined;
  const reading = view.read(field);
  return reading.state === 'absent' || !reading.place
    ? undefined
    : reading.place.offset + (reading.place.low >> 3);
}
