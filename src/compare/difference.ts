import type { Position } from '../model/diagnostic.ts';
import type { Hazard } from '../registers/vf.ts';

export type ChangeKind = 'added' | 'removed' | 'changed';

/** A value as JSON has it: IDs, raw registers and what is wider than 32 bits are hex strings. */
export type JsonValue = string | number | null;

/** What made a difference between a host's view of a VF and its guest's. */
export interface Explanation {
  readonly by: 'vfio-pci' | 'QEMU' | 'guest' | 'host' | 'hardware';
  readonly why: string;
}

/** One thing that differs between two Functions that belong together. */
export interface FieldChange {
  readonly kind: ChangeKind;
  /**
   * The path of a field; of a capability its name; of bytes that no table describes their offset, `0x0e0`, or in a
   * capability `vsec+0x0c`.
   */
  readonly field: string;
  /** `bits`: bits of a register that no field describes. */
  readonly about: 'field' | 'capability' | 'bits' | 'bytes';
  readonly title: string;
  /** Of a capability, its offset. */
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** The same as people read it. */
  readonly beforeText: string;
  readonly afterText: string;
  /** Why one side has no value. */
  readonly reason: string | null;
  /** What the change means, where more can be said than the values say. */
  readonly meaning: string | null;
  /** Changes by itself while a machine runs: status, logs, interrupt addresses. */
  readonly volatile: boolean;
  /** A pointer of a capability list, which only follows from capabilities that came, went or moved. */
  readonly follows: boolean;
  /** Where it is on each side. */
  readonly offsetBefore: number | null;
  readonly offsetAfter: number | null;
  /** The line or byte of each input in which it is written. */
  readonly at: { readonly before: Position | null; readonly after: Position | null };
  readonly hazard: Hazard | null;
  /** In a VF: why its own value does not count. */
  readonly inVf: string | null;
  /** Of a VF as the host and as a guest sees it. */
  readonly explanation: Explanation | null;
}

/** What one side knows and the other's dump does not hold: neither the same nor different. */
export interface Incomparable {
  readonly field: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly side: 'before' | 'after';
  readonly reason: string;
}

/** What several changes mean together. */
export interface Meaning {
  readonly id: string;
  readonly text: string;
  /** Paths that it was read from. */
  readonly reads: readonly string[];
  /** Whether it is about volatile fields only. */
  readonly volatile: boolean;
}

/** One Function of one side. */
export interface FunctionRef {
  readonly address: string;
  /** The dump it is in. */
  readonly source: string;
  readonly role: string;
  readonly vendorId: string | null;
  readonly deviceId: string | null;
  readonly name: string | null;
  readonly className: string | null;
  /** Address of its PF, if it is a VF of one in this dump. */
  readonly pf: string | null;
  readonly vfNumber: number | null;
}

/** Two Functions that belong together and differ, or cannot be compared wholly. */
export interface FunctionDifference {
  readonly before: FunctionRef;
  readonly after: FunctionRef;
  /** Why they belong together. */
  readonly matchedBy: string;
  /** One sentence instead of fields: it stopped answering, or answers again. */
  readonly readable: 'lost' | 'regained' | null;
  readonly readableText: string | null;
  /** Whether one is the host's view of a VF and the other a guest's. */
  readonly guest: 'before' | 'after' | null;
  readonly meanings: readonly Meaning[];
  readonly changes: readonly FieldChange[];
  /** Kept apart: they do not count as a difference. */
  readonly volatile: readonly FieldChange[];
  readonly incomparable: readonly Incomparable[];
}

/** A Function that only one side has. */
export interface LoneFunction {
  readonly kind: 'added' | 'removed';
  readonly function: FunctionRef;
  readonly meaning: string;
  /** The address is taken by another device on the other side. */
  readonly replaced: boolean;
}

/** Functions that could belong together in more than one way: nothing is guessed. */
export interface Ambiguity {
  readonly before: readonly FunctionRef[];
  readonly after: readonly FunctionRef[];
  readonly why: string;
}

export interface Side {
  readonly source: string;
  readonly inputFormat: string;
  readonly functions: number;
}

/** How two inputs differ. */
export interface Difference {
  readonly before: readonly Side[];
  readonly after: readonly Side[];
  readonly pairs: readonly FunctionDifference[];
  readonly lone: readonly LoneFunction[];
  readonly ambiguous: readonly Ambiguity[];
  /** Functions without any difference. */
  readonly same: number;
  /** Functions of both sides of which the two inputs say nothing that could be compared. */
  readonly uncompared: number;
  /** Differences that were left out because they were to be ignored. */
  readonly ignored: number;
  /** Whether anything differs that counts: not volatile, not ignored, and known on both sides. */
  readonly differs: boolean;
}
