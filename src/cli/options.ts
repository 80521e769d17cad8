import { forgetPlace, parseBase, parseBus, sayPlace } from '../input/formats/memory/place.ts';
import {
  type IdPattern,
  parseIdSelector,
  parseSelector,
  type Selection,
  selectionOf,
  withIds,
} from '../verdict/select.ts';
import type { System } from '../verdict/system.ts';
import { UsageError } from './exit.ts';

/** Flags that every command on dumps takes. */
export interface CommonFlags {
  readonly select: readonly string[];
  readonly device: readonly string[];
  readonly from?: string;
  readonly output?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly ids?: string;
  readonly ecamBase?: string;
  readonly ecamBus?: string;
}

type SelectionFlags = Pick<CommonFlags, 'select' | 'device'>;

/** What `-s` and `-d` keep of these systems: what fits one of each, where both are given. */
export const selection = (flags: SelectionFlags, systems: readonly System[]): Selection =>
  withIds(selectionOf(addressPatterns(flags)), idPatterns(flags), systems);

/** Whether the flags leave anything out. */
export const isSelecting = ({ select, device }: SelectionFlags): boolean =>
  select.length > 0 || device.length > 0;

/** Says what is wrong with `-s` and `-d`, before anything is read. */
export function checkSelection(flags: SelectionFlags): void {
  addressPatterns(flags);
  idPatterns(flags);
}

const addressPatterns = ({ select }: SelectionFlags): Parameters<typeof selectionOf>[0] =>
  select.map((text) => {
    const pattern = parseSelector(text);
    if (!pattern)
      throw new UsageError(
        `-s ${text} is not an address: expected [[domain]:][bus]:[device][.function], such as 01:00.0`,
      );
    return pattern;
  });

const idPatterns = ({ device }: SelectionFlags): readonly IdPattern[] =>
  device.map((text) => {
    const pattern = parseIdSelector(text);
    if (!pattern)
      throw new UsageError(
        `-d ${text} is not a vendor and a device: expected [vendor]:[device][:class], such as 8086:10ca`,
      );
    return pattern;
  });

/** Tells the readers of memory where ECAM is: no dump of memory says it. */
export function sayEcam({ ecamBase, ecamBus }: Pick<CommonFlags, 'ecamBase' | 'ecamBus'>): void {
  const base = ecamBase === undefined ? undefined : parseBase(ecamBase);
  const bus = ecamBus === undefined ? undefined : parseBus(ecamBus);
  if (ecamBase !== undefined && (base === undefined || base % (1n << 20n) !== 0n))
    throw new UsageError(`--ecam-base ${ecamBase} is not a multiple of 1 MiB in hex, such as 0xb0000000`);
  if (ecamBus !== undefined && bus === undefined)
    throw new UsageError(`--ecam-bus ${ecamBus} is not a bus: expected 00 to ff`);
  forgetPlace();
  sayPlace({ ...(base === undefined ? {} : { base }), ...(bus === undefined ? {} : { bus }) });
}
