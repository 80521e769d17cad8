import { readSync } from 'node:fs';
import { errnoWords } from '../input/errno.ts';
import { UsageError } from './exit.ts';

const chunkSize = 64 << 10;

/**
 * The text of standard input.
 *
 * @throws UsageError
 */
export function readStandardInput(): string {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(chunkSize);
    const length = readSome(chunk);
    if (length === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(chunk.subarray(0, length));
  }
}

function readSome(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(0, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows' end of a pipe.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN')
        throw new UsageError(`standard input: ${errnoWords(error, { EISDIR: 'this is a folder' }) ?? code}`);
      // It does not block: wait a little for who writes to it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
