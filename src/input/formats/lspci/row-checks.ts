import { hex } from '../../../model/hex.ts';
import type { Space } from '../../sink.ts';
import { bytesPerRow } from './fast-rows.ts';
import type { Place } from './place.ts';

/** A row that is not regular, as it was written. */
interface OddRow {
  readonly line: number;
  readonly offset: number;
  count: number;
}

/** What is odd about the rows of a Function as a whole: it is known when all have come. */
export class RowChecks {
  readonly #place: Place;
  readonly #rows: OddRow[] = [];
  /** Rows that something is missing before, unless it comes later. */
  readonly #gaps: {
    readonly line: number;
    readonly column: number;
    readonly from: number;
    readonly to: number;
  }[] = [];

  constructor(place: Place) {
    this.#place = place;
  }

  add(line: number, offset: number, count: number): void {
    this.#rows.push({ line, offset, count });
  }

  /** The last row goes on. */
  addToLast(count: number): void {
    const last = this.#rows.at(-1);
    if (last) last.count += count;
  }

  addGap(from: number, to: number): void {
    this.#gaps.push({ line: this.#place.line, column: this.#place.column(0), from, to });
  }

  finish(space: Space, beganRegular: boolean): void {
    this.#remarkOnWidths(beganRegular);
    // Rows in another order left nothing out.
    for (const { line, column, from, to } of this.#gaps) {
      for (const { start, end } of space.unknownIn(from, to)) {
        const which =
          end - start === 1
            ? `byte ${hex(start)} is missing; it is`
            : `bytes ${hex(start)} to ${hex(end - 1)} are missing; they are`;
        this.#place.reportAt('warning', 'lspci/gap', `${which} treated as unknown`, line, column);
      }
    }
  }

  /** Rows of other widths or offsets than the dump's own: cut or edited by hand. */
  #remarkOnWidths(beganRegular: boolean): void {
    const rows = this.#rows;
    const width = beganRegular ? bytesPerRow : usualWidth(rows);
    for (const [n, { line, offset, count }] of rows.entries()) {
      if (count !== width && (n < rows.length - 1 || count > width)) {
        this.#place.remarkAt('lspci/row-width', `this row has ${count} bytes, the others ${width}`, line);
      }
      if (offset % width !== 0) {
        const message = `offset ${hex(offset)} is not a multiple of ${width}`;
        this.#place.remarkAt('lspci/unaligned-offset', message, line);
      }
    }
  }
}

/** The width that most rows have; of two that are as frequent, the first. */
function usualWidth(rows: readonly { readonly count: number }[]): number {
  const frequency = new Map<number, number>();
  for (const { count } of rows) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  const [usual] = [...frequency].sort((a, b) => b[1] - a[1]);
  return usual?.[0] || bytesPerRow;
}
