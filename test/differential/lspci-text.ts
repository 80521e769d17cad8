import { blocksOf, type CapabilityText } from '../../src/input/formats/lspci/text/blocks.ts';
import type { LabelledLine } from '../../src/input/formats/lspci/words/match.ts';

/** What `lspci -D -n -vvv` printed of one Function. */
export interface PrintedFunction {
  readonly address: string;
  readonly header: readonly LabelledLine[];
  readonly capabilities: readonly CapabilityText[];
}

/** Reads the text of `lspci -D -n -vvv`, in the way in which the product reads it. */
export function parseLspciText(text: string): PrintedFunction[] {
  return text.split(/\n(?=[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] )/).flatMap((block) => {
    const first = /^([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) (.*)/.exec(block);
    if (!first) return [];
    const { header, capabilities } = blocksOf(block.split('\n'));
    const firstLine = { label: 'first line', text: first[2] ?? '' };
    return [{ address: first[1] ?? '', header: [firstLine, ...header], capabilities }];
  });
}
