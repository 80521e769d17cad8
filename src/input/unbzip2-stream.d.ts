/** What is used of it: the decoder of one block, without Node's streams around it. */
declare module 'unbzip2-stream/lib/bzip2.js' {
  import type { Bits } from 'unbzip2-stream/lib/bit_iterator.js';

  const bzip2: {
    /** Reads a stream's header: how many times 100,000 bytes a block has. */
    header(bits: Bits): number;
    /** Decodes a block into `write` and returns the checksum so far; null at the stream's end. */
    decompress(
      bits: Bits,
      write: (byte: number) => void,
      block: Int32Array,
      blockSize: number,
      checksum: number,
    ): number | null;
  };
  export default bzip2;
}

declare module 'unbzip2-stream/lib/bit_iterator.js' {
  export interface Bits {
    (count: number): number;
    readonly bytesRead: number;
  }
  export default function bitIterator(nextChunk: () => Uint8Array): Bits;
}
