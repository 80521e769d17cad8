export { type DiffOptions, diff } from './compare/diff.ts';
export type {
  ChangeKind,
  Difference,
  FieldChange,
  FunctionDifference,
  LoneFunction,
} from './compare/difference.ts';
export { type EncodeOptions, encode, encodeFunction, type FieldValues } from './decode/encode.ts';
export { type Capability, FunctionView, type Reading } from './decode/view.ts';
export { diskSnapshot as readSnapshot } from './input/disk.ts';
export type { InputFormat } from './input/format.ts';
export { type Loss, lossesOf } from './input/losses.ts';
export { inOrder as inputFormats } from './input/order.ts';
export { PciIds } from './input/pci-ids.ts';
export { readBytes } from './input/read.ts';
export { formatAddress, parseAddress } from './model/address.ts';
export { ConfigSpace } from './model/config-space.ts';
export type { Diagnostic, Position, Severity } from './model/diagnostic.ts';
export { PciFunction } from './model/function.ts';
export type { Snapshot } from './model/snapshot.ts';
export type { FieldPath } from './registers/index.ts';
export { type AnonymizedPlace, Anonymizer, type LeftPlace } from './relate/anonymize.ts';
export type { Attachment, Certainty, DetachedKind, Role, Verdict } from './relate/classify.ts';
export { Names } from './relate/names.ts';
export type { SharedCapability, SharedField, Sharing } from './relate/sharing.ts';
export type { Evidence } from './relate/subject.ts';
export { type FunctionReport, System } from './relate/system.ts';
