import type { Bytes } from './bytes.ts';
import bzip2 from './packings/bzip2.ts';
import gzip from './packings/gzip.ts';
import xz from './packings/xz.ts';
import zstd from './packings/zstd.ts';

/** A file that is packed as a whole. Its decoder is loaded when such a file is met. */
export interface Packing {
  readonly name: string;
  /** What a packed file's name ends with. */
  readonly ending: RegExp;
  /** Whether its decoder cannot read a file that is inside of one that it is reading. */
  readonly oneAtATime?: boolean;
  isPacked(head: Uint8Array): boolean;
  /** The bytes that were packed. Throws Damage after the last that can be read. */
  unpack(packed: Bytes): Bytes;
}

const packings: readonly Packing[] = [gzip, xz, bzip2, zstd];

/** How a file is packed, by its first bytes; undefined when it is not. */
export function packingOf(head: Uint8Array): Packing | undefined {
  return packings.find((packing) => packing.isPacked(head));
}

/** The name of what is in a packed file. */
export function unpackedName(name: string): string {
  const { ending } = packings.find((packing) => packing.ending.test(name)) ?? {};
  return ending ? name.replace(ending, '') : name;
}
