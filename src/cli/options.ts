import { parseSelector, type Selection, selectionOf } from '../verdict/select.ts';
import { UsageError } from './exit.ts';

/** Flags that every command on dumps takes. */
export interface CommonFlags {
  readonly select: readonly string[];
  readonly from?: string;
  readonly output?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly ids?: string;
}

export function selection(flags: Pick<CommonFlags, 'select'>): Selection {
  return selectionOf(
    flags.select.map((text) => {
      const pattern = parseSelector(text);
      if (!pattern)
        throw new UsageError(`'${text}' is no address: expected [[domain]:][bus]:[device][.function]`);
      return pattern;
    }),
  );
}
