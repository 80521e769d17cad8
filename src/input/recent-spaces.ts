import type { ConfigSpace } from '../model/config-space.ts';

/** A port, a PF and its VFs follow each other, or VFs of several PFs in turn. */
const mostRemembered = 4;

/**
 * The configuration spaces that were read last. VFs of a PF mostly have the same bytes: they share one space, so that
 * these bytes are kept and looked at once.
 */
export class RecentSpaces {
  readonly #spaces: ConfigSpace[] = [];

  /** The space of a Function before with the same bytes; this one itself where there is none. */
  sharing(space: ConfigSpace): ConfigSpace {
    for (const before of this.#spaces) if (before.equals(space)) return before;
    if (this.#spaces.unshift(space) > mostRemembered) this.#spaces.pop();
    return space;
  }
}
