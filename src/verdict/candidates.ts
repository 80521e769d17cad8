import { findExtended, headerLayout } from '../decode/walk.ts';
import type { Machine } from '../machine/build.ts';
import { whyUnreadable } from '../machine/unreadable.ts';
import type { ConfigSpace } from '../model/config-space.ts';
import type { PciFunction } from '../model/function.ts';
import { Astray } from './astray.ts';
import { bridgeClass, PossiblePfs } from './possible-pfs.ts';

/** What a whole machine says that bears on the verdict on each of its Functions; worked out when first asked for. */
export class Candidates {
  readonly #machine: Machine;
  readonly possiblePfs: PossiblePfs;
  readonly astray: Astray;
  #blanked: PciFunction | null | undefined;
  #hasExtended: boolean | undefined;
  #hasHostBridge: boolean | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.possiblePfs = new PossiblePfs(machine);
    this.astray = new Astray(machine);
  }

  /** Whether more than 256 bytes of some Function are in the dump. */
  get hasExtended(): boolean {
    this.#hasExtended ??= this.#machine.snapshot.functions.some(({ config }) => config.end > 256);
    return this.#hasExtended;
  }

  /** Whether a bridge to the host is in the dump. */
  get hasHostBridge(): boolean {
    this.#hasHostBridge ??= this.#machine.snapshot.functions.some((fn) => classOf(fn) === hostBridge);
    return this.#hasHostBridge;
  }

  /** One whose IDs read FFFFh and that cannot be a VF: somebody blanked the IDs of this dump. */
  get blanked(): PciFunction | undefined {
    if (this.#blanked === undefined) {
      this.#blanked = null;
      let looked: ConfigSpace | undefined;
      for (const fn of this.#machine.byKey.values()) {
        // VFs of a PF mostly share their bytes: one look is enough for all.
        if (fn.config === looked) continue;
        looked = fn.config;
        if (fn.config.u32(0) !== 0xffffffff || !cannotBeVf(fn, headerLayout(fn.config))) continue;
        this.#blanked = fn;
        break;
      }
    }
    return this.#blanked ?? undefined;
  }
}

const sriovId = 0x10;

const hostBridge = 0x0600;

/** Class and sub-class, from the bytes or from words. */
const classOf = ({ config, stated }: PciFunction): number | undefined => {
  if (config.u16(0x0a) >= 0) return config.u16(0x0a);
  if (stated.classCode) return stated.classCode.value >> 8;
  return stated.className?.value === 'Host bridge' ? hostBridge : undefined;
};

/** A bridge, or a PF: never a VF, whatever its IDs read. */
function cannotBeVf(fn: PciFunction, layout: number): boolean {
  if (whyUnreadable(fn) !== undefined) return false;
  const { config } = fn;
  return layout === 1 || layout === 2 || config.u8(0x0b) === bridgeClass || findExtended(config, sriovId) > 0;
}
