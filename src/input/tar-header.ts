const blockSize = 512;
/** Bytes by which a tar is recognised. */
export const tarHead = blockSize;

/** Whether a block is the header of a tar entry: its checksum fits. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < blockSize) return false;
  const written = /^ *([0-7]{1,7})[\0 ]/.exec(String.fromCharCode(...head.subarray(148, 156)));
  if (!written) return false;
  let sum = 8 * 0x20;
  for (let n = 0; n < blockSize; n++) if (n < 148 || n >= 156) sum += head[n] as number;
  return sum === parseInt(written[1] as string, 8);
}
