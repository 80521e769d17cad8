/** The library without a disk: everything here runs in a browser. */

export type { QuestionName } from '../checks/questions.ts';
export type { LinuxFact } from '../checks/why/fact.ts';
export type { LinuxView } from '../checks/why/linux.ts';
export type {
  ChangeKind,
  Difference,
  FieldChange,
  FunctionDifference,
  LoneFunction,
} from '../compare/difference.ts';
export { type EncodeOptions, encode, encodeFunction, type FieldValues } from '../decode/encode.ts';
export { type BitPlace, type Capability, FunctionView, type Reading } from '../decode/view.ts';
export { type AnonymizedPlace, Anonymizer, type LeftPlace } from '../fixture/anonymize.ts';
export type {
  DescribedBars,
  DescribedFields,
  DescribedFunction,
  DescribedPort,
  FixtureDescription,
} from '../fixture/description.ts';
export { type EditedFixture, type EditOptions, editFixture, type FieldChanges } from '../fixture/edit.ts';
export type { EditNote } from '../fixture/edit-note.ts';
export type { StatedValue } from '../fixture/field-value.ts';
export { FixtureError } from '../fixture/fixture-error.ts';
export { type FixtureOptions, makeFixture } from '../fixture/make.ts';
export type { InputFormat } from '../input/format.ts';
export { type Loss, lossesOf } from '../input/losses.ts';
export { inOrder as inputFormats } from '../input/order.ts';
export { PciIds } from '../input/pci-ids.ts';
export type { LintConfig } from '../lint/config.ts';
export { ConfigError } from '../lint/config-error.ts';
export type { Profile } from '../lint/define.ts';
export type { Finding, Skip } from '../lint/engine.ts';
export { formatAddress, parseAddress } from '../model/address.ts';
export { ConfigSpace } from '../model/config-space.ts';
export type { Diagnostic, Position, Severity } from '../model/diagnostic.ts';
export { PciFunction } from '../model/function.ts';
export type { Snapshot } from '../model/snapshot.ts';
export type { GroupRecord, GroupsRecord } from '../output/check/groups.ts';
export type { StepRecord, SubjectRecord } from '../output/check/record.ts';
export type { WhyRecord } from '../output/check/why.ts';
export type { DiagnosticRecord } from '../output/records/diagnostic.ts';
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
export type { Attachment, Certainty, DetachedKind, Role, Verdict } from '../verdict/classify.ts';
export type { Evidence } from '../verdict/evidence.ts';
export {
  type CheckOptions,
  type CheckRecord,
  check,
  checks,
  groups,
  why,
} from './check.ts';
export { type DiffOptions, diff } from './difference.ts';
export { type LintOptions, type LintSummary, lint, type RuleRecord, rules } from './lint.ts';
export { type ReadOptions, readSnapshot, readSnapshots, type Source } from './read.ts';
export { decode, functionAt, type NameOptions, shared, type TopologyRecord, topology } from './relations.ts';
export { capabilities, type FieldRecord, fields } from './tables.ts';
