import { givenTo } from '../machine/given.ts';
import { type FunctionReport, pfOf } from './system.ts';

/** Whether two VFs, or two Functions that do not answer, are alike to a reader: one line can stand for both. */
export function areAlike(a: FunctionReport, b: FunctionReport): boolean {
  return (
    (a.verdict.role === 'vf' || a.verdict.role === 'unreadable') &&
    a.pf === b.pf &&
    hasSameVerdict(a, b) &&
    a.vendorId === b.vendorId &&
    a.deviceId === b.deviceId &&
    a.name === b.name &&
    a.className === b.className &&
    a.fn.config.knownBytes === b.fn.config.knownBytes &&
    hasSameSystem(a, b) &&
    (a.fn.config.equals(b.fn.config) || hasSameStructure(a, b))
  );
}

/** Whether a Function is neither a bridge nor has to do with SR-IOV, as far as the dump tells. */
export const isOrdinary = ({ verdict }: FunctionReport): boolean =>
  verdict.role === 'function' || verdict.role === 'unknown';

/** Whether one line can stand for two such Functions: they are of one kind by their IDs and names. */
export const areAlikeOrdinary = (a: FunctionReport, b: FunctionReport): boolean =>
  isOrdinary(a) &&
  a.verdict.role === b.verdict.role &&
  a.verdict.reason === b.verdict.reason &&
  a.vendorId !== null &&
  a.vendorId === b.vendorId &&
  a.deviceId === b.deviceId &&
  a.name === b.name &&
  a.className === b.className &&
  a.fn.domain === b.fn.domain &&
  hasSameSystem(a, b);

const hasSameVerdict = (a: FunctionReport, b: FunctionReport): boolean =>
  a.verdict.role === b.verdict.role &&
  a.verdict.reason === b.verdict.reason &&
  a.verdict.attachment === b.verdict.attachment &&
  a.verdict.certainty === b.verdict.certainty &&
  pfOf(a) === pfOf(b) &&
  a.deadVf?.pf === b.deadVf?.pf &&
  a.fn.domain === b.fn.domain;

function hasSameSystem(a: FunctionReport, b: FunctionReport): boolean {
  if (!a.fn.surroundings.stated && !b.fn.surroundings.stated) return true;
  const [one, other] = [givenTo(a.fn), givenTo(b.fn)];
  return one.driver === other.driver && one.numaNode === other.numaNode;
}

/** Class and IDs as the bytes have them, and where which capability is: what VFs of one PF have in common. */
const hasSameStructure = (a: FunctionReport, b: FunctionReport): boolean => structureOf(a) === structureOf(b);

function structureOf({ fn: { config }, view }: FunctionReport): string {
  const capabilities = view.capabilities.map(
    ({ name, entry }) => `${name} ${entry.kind} ${entry.id} ${entry.offset}`,
  );
  return [config.u32(0x00), config.u32(0x08), config.u32(0x2c), view.layout, ...capabilities].join(', ');
}
