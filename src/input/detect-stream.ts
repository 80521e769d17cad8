import type { FileFormat, Head, TextFormat } from './format.ts';
import { streamFormats } from './order.ts';

/** The format of a stream by its first bytes, or the one that the user names. */
export function detectStream(
  head: Head,
  from: string | undefined,
  among: readonly (TextFormat | FileFormat)[] = streamFormats,
): TextFormat | FileFormat | undefined {
  if (from !== undefined) return streamFormats.find((format) => format.name === from);
  return among.find((format) => format.detect(head));
}
