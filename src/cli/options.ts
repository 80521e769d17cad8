import { parseBase, parseBus, sayPlace } from '../input/formats/memory/place.ts';
import { parseSelector, type Selection, selectionOf } from '../verdict/select.ts';
import { UsageError } from './exit.ts';

/** Flags that every command on dumps takes. */
export interface CommonFlags {
  readonly select: readonly string[];
  readonly from?: string;
  readonly output?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly ids?: string;
  readonly ecamBase?: string;
  readonly ecamBus?: string;
}

export function selection(flags: Pick<CommonFlags, 'select'>): Selection {
  return selectionOf(
    flags.select.map((text) => {
      const pattern = parseSelector(text);
      if (!pattern)
        throw new UsageError(`'${text}' is not an address: expected [[domain]:][bus]:[device][.function]`);
      return pattern;
    }),
  );
}

/** Tells the readers of memory where ECAM is: no dump of memory says it. */
export function sayEcam({ ecamBase, ecamBus }: Pick<CommonFlags, 'ecamBase' | 'ecamBus'>): void {
  const base = ecamBase === undefined ? undefined : parseBase(ecamBase);
  const bus = ecamBus === undefined ? undefined : parseBus(ecamBus);
  if (ecamBase !== undefined && (base === undefined || base % (1n << 20n) !== 0n))
    throw new UsageError(`--ecam-base ${ecamBase} is not a multiple of 1 MiB in hex, such as 0xb0000000`);
  if (ecamBus !== undefined && bus === undefined)
    throw new UsageError(`--ecam-bus ${ecamBus} is not a bus: expected 00 to ff`);
  sayPlace({ ...(base === undefined ? {} : { base }), ...(bus === undefined ? {} : { bus }) });
}
