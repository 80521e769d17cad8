/** `lsvf` without a disk: everything here runs in a browser. */

export type { Answer, Result } from '../checks/ladder.ts';
export { type QuestionName, questionNames } from '../checks/questions.ts';
export type { Difference as LinuxDifference } from '../checks/why/detached.ts';
export type { LinuxFact } from '../checks/why/fact.ts';
export type { LinuxView } from '../checks/why/linux.ts';
export type {
  Ambiguity,
  ChangeKind,
  Difference,
  Explanation,
  FieldChange,
  FunctionDifference,
  FunctionRef,
  Incomparable,
  JsonValue,
  LoneFunction,
  Meaning,
  Side,
} from '../compare/difference.ts';
export type { MatchBy } from '../compare/match.ts';
export type { BitPlace, Reading } from '../decode/view.ts';
export { PciIds } from '../input/pci-ids.ts';
export { type AddressKey, formatAddress, parseAddress, type RoutingId } from '../model/address.ts';
export type { ConfigSpace, Range } from '../model/config-space.ts';
export type { Diagnostic, Position, Severity } from '../model/diagnostic.ts';
export type { DiagnosticCode } from '../model/diagnostic-codes.ts';
export type { PciFunction } from '../model/function.ts';
export type { Comment, Snapshot } from '../model/snapshot.ts';
export type { GroupRecord, GroupsRecord } from '../output/check/groups.ts';
export type { StepRecord, SubjectRecord } from '../output/check/record.ts';
export type { WhyRecord } from '../output/check/why.ts';
export type { DiagnosticRecord } from '../output/records/diagnostic.ts';
export type { EmulateRecord } from '../output/records/emulate.ts';
export type {
  SharedCapabilityRecord,
  SharedFieldRecord,
  SharedRecord,
} from '../output/records/shared.ts';
export type { SriovRecord, TreeRecord as FunctionRecord } from '../output/records/tree.ts';
export type { Access } from '../registers/define.ts';
export type { FieldPath } from '../registers/index.ts';
export type { Hazard, VfRule } from '../registers/vf.ts';
export type { SharingVerdict } from '../sharing/sharing.ts';
export type { Attachment, Certainty, DetachedKind, Role } from '../verdict/classify.ts';
export type { Evidence } from '../verdict/evidence.ts';
export type { Weight } from '../verdict/signal.ts';
export type { SignalName } from '../verdict/signals/index.ts';
export {
  type CheckOptions,
  type CheckRecord,
  check,
  checks,
  groups,
  why,
} from './check.ts';
export { type Capability, decode, type FunctionView } from './decoded.ts';
export { type DiffOptions, diff } from './difference.ts';
export { emulate } from './emulate.ts';
export { type InputFormat, inputFormats, writeSnapshot } from './formats.ts';
export { type ListOptions, listVfs } from './list-vfs.ts';
export { type ReadOptions, readSnapshot, readSnapshots, type Source } from './read.ts';
export { functionAt, type NameOptions, shared, type TopologyRecord, topology } from './relations.ts';
export { type CapabilityRecord, capabilities, type FieldRecord, fields } from './tables.ts';
