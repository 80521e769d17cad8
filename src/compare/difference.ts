import type { Position } from '../model/diagnostic.ts';
import type { Hazard } from '../registers/vf.ts';

/** How a field differs. */
export type ChangeKind = 'added' | 'removed' | 'changed';

/** A value as JSON has it: IDs, raw registers and what is wider than 32 bits are hex strings. */
export type JsonValue = string | number | null;

/** What made a difference between a host's view of a VF and its guest's. */
export interface Explanation {
  /** What explains it. */
  readonly by: 'vfio-pci' | 'QEMU' | 'guest' | 'host' | 'hardware';
  /** One sentence. */
  readonly why: string;
}

/** One thing that differs between two Functions that belong together. */
export interface FieldChange {
  /** How it differs. */
  readonly kind: ChangeKind;
  /**
   * The path of a field; of a capability its name; of bytes that no table describes their offset, `0x0e0`, or in a
   * capability `vsec+0x0c`.
   */
  readonly field: string;
  /** `bits`: bits of a register that no field describes. */
  readonly about: 'field' | 'capability' | 'bits' | 'bytes';
  /** The title of the field. */
  readonly title: string;
  /** The offset, for a capability. */
  readonly before: JsonValue;
  /** The value in the second. */
  readonly after: JsonValue;
  /** The same as people read it. */
  readonly beforeText: string;
  /** The value in the second, as people read it. */
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
  /** Where it is in the second. */
  readonly offsetAfter: number | null;
  /** The line or byte of each input in which it is written. */
  readonly at: { readonly before: Position | null; readonly after: Position | null };
  /** How hard the field is to give to a guest, 1 to 3. */
  readonly hazard: Hazard | null;
  /** In a VF: why its own value does not count. */
  readonly inVf: string | null;
  /** For a VF as the host and as a guest sees it. */
  readonly explanation: Explanation | null;
}

/** What one side knows and the other's dump does not hold: neither the same nor different. */
export interface Incomparable {
  /** Path of the field. */
  readonly field: string;
  /** What is known about it in the first. */
  readonly before: JsonValue;
  /** What is known about it in the second. */
  readonly after: JsonValue;
  /** Which of them does not hold it. */
  readonly side: 'before' | 'after';
  /** Why. */
  readonly reason: string;
}

/** What several changes mean together. */
export interface Meaning {
  /** Its name. */
  readonly id: string;
  /** One sentence. */
  readonly text: string;
  /** Paths that it was read from. */
  readonly reads: readonly string[];
  /** Whether it is about volatile fields only. */
  readonly volatile: boolean;
}

/** One Function of one side. */
export interface FunctionRef {
  /** With its domain. */
  readonly address: string;
  /** The dump it is in. */
  readonly source: string;
  /** What it is. */
  readonly role: string;
  /** The effective Vendor ID; null when not known. */
  readonly vendorId: string | null;
  /** The effective Device ID; null when not known. */
  readonly deviceId: string | null;
  /** The name of vendor and device, if it is known. */
  readonly name: string | null;
  /** The name of its class. */
  readonly className: string | null;
  /** Address of its PF, if it is a VF of one in this dump. */
  readonly pf: string | null;
  /** A VF's number, from 1. */
  readonly vfNumber: number | null;
}

/** Two Functions that belong together and differ, or cannot be compared wholly. */
export interface FunctionDifference {
  /** The Function in the first. */
  readonly before: FunctionRef;
  /** The Function in the second. */
  readonly after: FunctionRef;
  /** Why they belong together. */
  readonly matchedBy: string;
  /** One sentence instead of fields: it stopped answering, or answers again. */
  readonly readable: 'lost' | 'regained' | null;
  /** Whether it can be read in each, in words. */
  readonly readableText: string | null;
  /** Whether one is the host's view of a VF and the other a guest's. */
  readonly guest: 'before' | 'after' | null;
  /** What the changes come to. */
  readonly meanings: readonly Meaning[];
  /** The fields that differ. */
  readonly changes: readonly FieldChange[];
  /** Kept apart: they do not count as a difference. */
  readonly volatile: readonly FieldChange[];
  /** Fields that only one of them can be asked for. */
  readonly incomparable: readonly Incomparable[];
}

/** A Function that only one side has. */
export interface LoneFunction {
  /** Whether it came or went. */
  readonly kind: 'added' | 'removed';
  /** The Function. */
  readonly function: FunctionRef;
  /** What that comes to. */
  readonly meaning: string;
  /** The address is taken by another device on the other side. */
  readonly replaced: boolean;
}

/** Functions that could belong together in more than one way: nothing is guessed. */
export interface Ambiguity {
  /** Functions of the first that could be meant. */
  readonly before: readonly FunctionRef[];
  /** Functions of the second that could be meant. */
  readonly after: readonly FunctionRef[];
  /** Why it cannot be told. */
  readonly why: string;
}

/** One of the two that are compared. */
export interface Side {
  /** The input. */
  readonly source: string;
  /** Name of its format. */
  readonly inputFormat: string;
  /** How many Functions it has. */
  readonly functions: number;
}

/** How two inputs differ. */
export interface Difference {
  /** The first snapshots. */
  readonly before: readonly Side[];
  /** The second snapshots. */
  readonly after: readonly Side[];
  /** Functions that both have. */
  readonly pairs: readonly FunctionDifference[];
  /** Functions that only one has. */
  readonly lone: readonly LoneFunction[];
  /** Functions of which it cannot be told which is which. */
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
