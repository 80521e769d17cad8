import { isBlank, newline } from './characters.ts';
import type { TextBlock } from './text-store.ts';

/** Lines of the header that tell what the system gave a Function: they are few, and asked for most. */
const given =
  /^\s+(?:Region \d:|(?:\[\w+\] )?(?:Memory|I\/O ports|Expansion ROM) at|Flags:|Physical Slot:|NUMA node:|IOMMU group:|Kernel (?:driver in use|modules):)/;
const initials = new Uint8Array(256);
for (const letter of 'RMIE[FPNK') initials[letter.charCodeAt(0)] = 1;
const decoder = new TextDecoder();

/**
 * The lines of a text that tell what the system gave, with their places among the Function's lines; undefined where the
 * text lost its blanks, so that they cannot be told from details of capabilities.
 */
export function systemLines({ bytes, start, end }: TextBlock): { text: string; row: number }[] | undefined {
  const lines: { text: string; row: number }[] = [];
  let indent = -1;
  for (let at = start, row = 1; at < end; row++) {
    let first = at;
    while (isBlank(bytes[first])) first++;
    const stop = bytes.indexOf(newline, first);
    const width = first - at;
    if (stop > first) {
      if (indent < 0) indent = width;
      // The regions of VFs are further in.
      if (width === indent && initials[bytes[first] as number] === 1) {
        const text = decoder.decode(bytes.subarray(at, stop));
        if (given.test(text)) lines.push({ text, row });
      }
    }
    at = stop + 1;
  }
  return indent > 0 ? lines : undefined;
}
