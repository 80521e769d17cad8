import { parsePath } from '../decode/path.ts';
import { rowAt } from '../decode/row-at.ts';
import { valueText } from '../decode/value-text.ts';
import { type Reading, type Site, FunctionView as View } from '../decode/view.ts';
import type { PciFunction } from '../model/function.ts';
import { nearest } from '../model/nearest.ts';
import { referenceRows } from '../reference/rows.ts';
import type { FieldPath } from '../registers/index.ts';

/** One capability that a Function has. */
export interface Capability {
  /** `sriov`; an unknown one is `standard_1f` or `extended_00ab`. */
  readonly name: string;
  /** Its title in the specification; undefined when lsvf does not know the ID. */
  readonly title: string | undefined;
  /** As the list has it. */
  readonly id: number;
  /** Where it begins in the configuration space. */
  readonly offset: number;
  /** Counts from 0 among those with the same name. */
  readonly instance: number;
}

/** The decoded view of one Function. Nothing is decoded before it is asked for. */
export class FunctionView {
  /** The Function that this is a view of. */
  readonly fn: PciFunction;
  readonly #view: View;

  constructor(fn: PciFunction) {
    this.fn = fn;
    this.#view = new View(fn);
  }

  /** The capabilities of both lists, in their order. */
  get capabilities(): readonly Capability[] {
    return this.#view.capabilities.map(({ name, definition, entry, instance }) => ({
      name,
      title: definition?.title,
      id: entry.id,
      offset: entry.offset,
      instance,
    }));
  }

  /**
   * The value at a path; undefined when the Function does not have the field, or the dump does not hold it. `read` tells
   * the two apart, and has the values of fields wider than 32 bits.
   */
  get(path: FieldPath): number | undefined {
    return this.#view.get(known(path));
  }

  /** What the dump holds at a path such as `sriov.control.vf_enable`, `sriov.vf_bar[1]` or `ea.entry[2].base`. */
  read(path: FieldPath): Reading {
    return this.#view.read(known(path));
  }

  /** The value as people read it, such as `2.5 GT/s`; undefined where `get` is. */
  text(path: FieldPath): string | undefined {
    const reading = this.read(path);
    const row = rowAt(path, this.#view.layout);
    if (reading.state !== 'known' || !row) return undefined;
    const site = this.#siteOf(path);
    return valueText(row, reading.value, site && { view: this.#view, site });
  }

  #siteOf(path: FieldPath): Site | undefined {
    const { capability: name = '', instance } = parsePath(path) ?? {};
    if (name === 'header') return this.#view.headerSite;
    const capability = this.#view.capability(name, instance);
    return capability && this.#view.siteOf(capability);
  }
}

/** The decoded view of a Function. Nothing is decoded before it is asked for. */
export const decode = (fn: PciFunction): FunctionView => new FunctionView(fn);

let paths: ReadonlySet<string> | undefined;

/**
 * The path, if a table has it.
 *
 * @throws RangeError with the nearest path, for those who write JavaScript.
 */
export function known(path: FieldPath): FieldPath {
  paths ??= new Set(referenceRows().map((row) => row.path));
  const name = path.replace(/^([a-z0-9_]+)\[\d+\]/, '$1').replace(/\[\d+\]/g, '[n]');
  if (paths.has(name)) return path;
  const near = nearest(name, paths);
  throw new RangeError(`there is no field '${path}'${near ? `; did you mean '${near}'?` : ''}`);
}
