import type { Bytes } from './packing.ts';

/** One entry of a zip's directory (PKWARE APPNOTE 6.3.10, §4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link';
  /** Bytes when unpacked, as the directory says. */
  readonly size: number;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
  /** Unpacked; what the directory says of its size is not relied on. */
  open(): Bytes;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSize = 22;
const entrySize = 46;
const localSize = 30;
const longestComment = 0xffff;
const stored = 0;
const deflated = 8;
const encrypted = 1;
/** Type of file in the upper half of a mode (stat.h). */
const typeMask = 0xf000;
const linkType = 0xa000;
const unix = 3;

export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 &&
  head[1] === 0x4b &&
  (head[2] === 3 || head[2] === 5) &&
  (head[3] === 4 || head[3] === 6);

/** The directory of a zip that is in memory. Throws where there is none. */
export function* zipEntries(bytes: Uint8Array): Generator<ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - endSize;
  const earliest = Math.max(0, end - longestComment);
  while (end >= earliest && view.getUint32(end, true) !== endSignature) end--;
  if (end < earliest) throw new Error('its directory is missing');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const decoder = new TextDecoder();
  for (let n = 0; n < count; n++) {
    if (at + entrySize > bytes.length || view.getUint32(at, true) !== entrySignature)
      throw new Error(`its directory ends after ${n} of ${count} entries`);
    const madeBy = view.getUint8(at + 5);
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const packedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const skipped = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const mode = madeBy === unix ? view.getUint32(at + 38, true) >>> 16 : 0;
    const local = view.getUint32(at + 42, true);
    const name = decoder.decode(bytes.subarray(at + entrySize, at + entrySize + nameLength));
    at += entrySize + nameLength + skipped;
    const start = dataStart(view, local);
    const problem =
      flags & encrypted
        ? 'it is encrypted'
        : method !== stored && method !== deflated
          ? `it is packed by method ${method}, which is not read`
          : start === undefined || start + packedSize > bytes.length
            ? 'its bytes are not in the file'
            : undefined;
    yield {
      name,
      kind: name.endsWith('/') ? 'directory' : (mode & typeMask) === linkType ? 'link' : 'file',
      size,
      problem,
      open() {
        const packed = new Blob([bytes.slice(start ?? 0, (start ?? 0) + packedSize)]).stream();
        return method === stored ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
      },
    };
  }
}

/** Where an entry's bytes begin: behind its local header. */
function dataStart(view: DataView, local: number): number | undefined {
  if (local + localSize > view.byteLength || view.getUint32(local, true) !== localSignature) return undefined;
  return local + localSize + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
}
