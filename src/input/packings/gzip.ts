import type { Bytes } from '../bytes.ts';
import { Damage } from '../damage.ts';
import { beginWith } from '../first-bytes.ts';
import type { Packing } from '../packing.ts';

/** zlib's number for a gzip header and trailer around a window of 32 KiB (zlib.h, inflateInit2). */
const gzipWindow = 15 + 16;
const outputSize = 64 << 10;

export default {
  name: 'gzip',
  ending: /\.(?:gz|tgz)$/i,
  isPacked: (head) => beginWith(head, [0x1f, 0x8b]),
  unpack: gunzip,
} satisfies Packing;

/** The content of gzip members one after another (RFC 1952). Between and after them zeros may be, as on a tape. */
export async function* gunzip(packed: Bytes): Bytes {
  const zlib = await import('./inflate.ts');
  const stream = new zlib.ZStream();
  zlib.zlibInflateInit2(stream, gzipWindow);
  let atEnd = false;
  for await (const chunk of packed) {
    stream.input = chunk;
    stream.next_in = 0;
    stream.avail_in = chunk.length;
    for (let isMore = chunk.length > 0; isMore; ) {
      if (atEnd && chunk[stream.next_in] === 0) {
        stream.next_in++;
        isMore = --stream.avail_in > 0;
        continue;
      }
      if (atEnd) zlib.zlibInflateReset(stream);
      stream.output = new Uint8Array(outputSize);
      stream.next_out = 0;
      stream.avail_out = outputSize;
      const first = chunk[stream.next_in];
      const status = zlib.zlibInflate(stream, zlib.Z_NO_FLUSH);
      if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out);
      if (atEnd && first !== 0x1f) throw new Damage('bytes follow its end that are not gzip');
      atEnd = status === zlib.Z_STREAM_END;
      if (status < 0 && status !== zlib.Z_BUF_ERROR) throw new Damage(wordsOf(stream.msg));
      isMore = stream.avail_in > 0 || (!atEnd && stream.avail_out === 0);
    }
  }
  if (!atEnd) throw new Damage('it ends early');
}

/** zlib's words for what a checksum tells apart from the rest. */
const wordsOf = (message: string): string =>
  /^incorrect (?:data|length) check$/.test(message)
    ? 'its content does not match its checksum'
    : 'its compressed bytes are not valid';
