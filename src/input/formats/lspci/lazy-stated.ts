import type { Stated } from '../../../model/stated.ts';
import { isAddressTag, parseTag } from './record.ts';
import { readStated } from './stated.ts';
import { linesOfBlock, type TextBlock } from './text-store.ts';

/** A Function's own line, and the text after it. */
export interface FunctionLines {
  readonly file: string;
  readonly line: number;
  /** The line from its address on, or the first of a record. */
  readonly first: string;
  /** How many characters stand in the file before that, or before what it lacks of the address. */
  readonly indent: number;
  readonly block: TextBlock | undefined;
}

/** Lines of the header that tell what the system gave a Function: they are few, and asked for most. */
const given =
  /^(\s+)(?:Region \d:|Memory at|I\/O ports at|Expansion ROM at|Flags:|Physical Slot:|NUMA node:|IOMMU group:|Kernel (?:driver in use|modules):)/;

/**
 * What the text of a Function states. Each part is read when it is first asked for: of thousands of Functions the
 * names are needed, of some what the system gave them, of few all that is said of their capabilities.
 */
export function lazyStated(text: FunctionLines): Stated {
  let lines: readonly string[] | undefined;
  let ofLine: Stated | undefined;
  let ofSystem: Stated | undefined;
  let ofAll: Stated | undefined;
  const rest = (): readonly string[] => {
    lines ??= text.block ? linesOfBlock(text.block) : [];
    return lines;
  };
  const read = (chosen: readonly string[]): Stated =>
    readStated([text.first, ...chosen], text.file, text.line, (line, index) =>
      line === 0 ? index + text.indent + 1 : index + 1,
    );
  const all = (): Stated => {
    ofAll ??= read(rest());
    return ofAll;
  };
  const line = (): Stated => {
    ofLine ??= ofAll ?? (isRecord(text.first) ? all() : read([]));
    return ofLine;
  };
  const system = (): Stated => {
    ofSystem ??= ofAll ?? (isRecord(text.first) ? all() : read(linesOfSystem(rest()) ?? rest()));
    return ofSystem;
  };
  const parts = {
    get vendorId() {
      return line().vendorId;
    },
    get deviceId() {
      return line().deviceId;
    },
    get classCode() {
      return line().classCode;
    },
    get classCodeBits() {
      return line().classCodeBits;
    },
    get revision() {
      return line().revision;
    },
    get name() {
      return line().name;
    },
    get className() {
      return line().className;
    },
    get regions() {
      return system().regions;
    },
    get driver() {
      return system().driver;
    },
    get modules() {
      return system().modules;
    },
    get iommuGroup() {
      return system().iommuGroup;
    },
    get numaNode() {
      return system().numaNode;
    },
    get physicalSlot() {
      return system().physicalSlot;
    },
    get fields() {
      return all().fields;
    },
    get capabilities() {
      return all().capabilities;
    },
    get capabilitiesComplete() {
      return all().capabilitiesComplete;
    },
    get windows() {
      return all().windows;
    },
    get subsystemVendorId() {
      return all().subsystemVendorId;
    },
    get subsystemId() {
      return all().subsystemId;
    },
    get pf() {
      return all().pf;
    },
    get vfs() {
      return all().vfs;
    },
    get driverTotalVfs() {
      return all().driverTotalVfs;
    },
    get vfNumber() {
      return all().vfNumber;
    },
    get ariEnabled() {
      return all().ariEnabled;
    },
    get headerType() {
      return all().headerType;
    },
    get allOnes() {
      return all().allOnes;
    },
    get configSize() {
      return all().configSize;
    },
    get conflicts() {
      return all().conflicts;
    },
  } satisfies { readonly [Key in keyof Stated]-?: Stated[Key] | undefined };
  return parts as Stated;
}

const isRecord = (first: string): boolean => isAddressTag(parseTag(first)?.tag ?? '');

/** The lines that tell what the system gave, others empty in their places; undefined where none can be told apart. */
function linesOfSystem(lines: readonly string[]): string[] | undefined {
  const indent = /^\s+/.exec(lines.find((line) => line !== '') ?? '')?.[0];
  if (indent === undefined) return lines.length === 0 ? [] : undefined;
  // The regions of VFs are further in.
  return lines.map((line) => (given.exec(line)?.[1] === indent ? line : ''));
}
