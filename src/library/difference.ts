import { type DiffOptions as CompareOptions, diff as compare } from '../compare/diff.ts';
import type { Difference } from '../compare/difference.ts';
import type { MatchBy } from '../compare/match.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { parseSelector, type Selection, selectionOf } from '../verdict/select.ts';
import { type NameOptions, systemOf } from './relations.ts';

/** What is compared, and how. */
export interface DiffOptions extends NameOptions {
  /** How Functions of the two are recognised; by `address` unless stated. */
  readonly match?: MatchBy;
  /** Functions of the first snapshot, as `--select` takes them: `01:10.2`. All unless stated. */
  readonly select?: string;
  /** Functions of the second snapshot, as `--with` takes them. As `select` unless stated. */
  readonly with?: string;
  /** Fields that do not count: paths with all below them, or patterns with `*` and `?`. */
  readonly ignore?: readonly string[];
  /** Volatile fields count like the others. */
  readonly all?: boolean;
}

/**
 * How two snapshots differ, field by field, as `lsvf diff` says it. Bytes that one of them does not hold are neither
 * the same nor different.
 *
 * @throws RangeError when `select` or `with` is not an address.
 */
export function diff(before: Snapshot, after: Snapshot, options: DiffOptions = {}): Difference {
  const { ids, match, select, with: other = select, ignore, all } = options;
  const given: CompareOptions = {
    ...(match && { match }),
    ...(ignore && { ignore }),
    ...(all !== undefined && { all }),
    before: selected(select),
    after: selected(other),
  };
  return compare(systemOf(before, { ...(ids && { ids }) }), systemOf(after, { ...(ids && { ids }) }), given);
}

function selected(text: string | undefined): Selection {
  if (text === undefined) return selectionOf([]);
  const pattern = parseSelector(text);
  if (!pattern) throw new RangeError(`'${text}' is not an address; write it as 01:10.2 or 0000:01:10.2`);
  return selectionOf([pattern]);
}
