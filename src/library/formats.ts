import { joined } from '../input/bytes.ts';
import type { InputFormat as Format } from '../input/format.ts';
import { inOrder } from '../input/order.ts';
import { bridgesAbove } from '../machine/buses.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What a dump can be. */
export interface InputFormat {
  /** What `from` and `inputFormat` call it. */
  readonly name: string;
  /** What makes such files. */
  readonly title: string;
  /** One stream of bytes, or a folder of files. */
  readonly kind: 'stream' | 'folder';
  /** What `writeSnapshot` calls it; undefined where it is only read. */
  readonly writtenAs: string | undefined;
}

const writtenAs = ({ write, writtenAs: as, name }: Format): string | undefined =>
  write ? (as ?? name) : undefined;

/** Every input format, in the order in which they are tried. */
export const inputFormats = (): InputFormat[] =>
  inOrder.map((format) => ({
    name: format.name,
    title: format.title,
    kind: format.kind === 'tree' ? 'folder' : 'stream',
    writtenAs: writtenAs(format),
  }));

/**
 * Writes a snapshot as another format, as `lsvf convert` does. What came over, `lossesOf` of `lsvf/fixture` says when the
 * bytes have been read back.
 *
 * @throws RangeError when no format of that name can be written.
 */
export async function writeSnapshot({ functions }: Snapshot, format: string): Promise<Uint8Array> {
  const found = inOrder.find((one) => writtenAs(one) === format);
  if (!found?.write) {
    const names = inOrder.flatMap((one) => writtenAs(one) ?? []);
    throw new RangeError(`'${format}' cannot be written; ${names.sort().join(', ')} can`);
  }
  const chunks: Uint8Array[] = [];
  for await (const part of found.write(functions, bridgesAbove(functions)))
    chunks.push(typeof part === 'string' ? new TextEncoder().encode(part) : part);
  return joined(
    chunks,
    chunks.reduce((sum, { length }) => sum + length, 0),
  );
}
