import { FunctionView } from '../../decode/view.ts';
import { deviceOf, functionOf } from '../../model/address.ts';
import type { PciFunction } from '../../model/function.ts';
import type { Machine } from '../build.ts';
import { holdsDevice } from './acs-quirks.ts';
import { identityOf } from './identity.ts';

type Devices = Readonly<Record<number, readonly (number | readonly [number, number])[]>>;

/*
 * Requester IDs that parts use for DMA beside their own: facts of the fixups in drivers/pci/quirks.c of Linux 6.12 and
 * 7.2. Not here: NTBs of Switchtec and PLX, which take IDs of their own out of registers of the part.
 */
const toFunction0: Devices = { 4480: [0xe832, 0xe476], 26470: [[0x3d40, 0x3d41]] };
const toFunction1: Devices = {
  6987: [
    0x9120,
    0x9123,
    0x9125,
    0x9128,
    0x9130,
    0x9170,
    0x9172,
    0x917a,
    [0x9182, 0x9183],
    0x91a0,
    0x9215,
    0x9220,
    0x9230,
    0x9235,
  ],
  4355: [0x0642, 0x0645],
  6523: [0x2392],
  7208: [0x0122],
};
const micX200: Devices = { 32902: [0x2260, 0x2264] };
const visualCompute: Devices = {
  32902: [
    [0x2954, 0x2956],
    [0x2958, 0x295a],
  ],
};
/** Conventional bridges right below a port that use the ID of their secondary bus. */
const hiddenExpressBridges: Devices = {
  6945: [0x1080],
  4323: [0x8113],
  4739: [[0x8892, 0x8893]],
  32902: [0x244e],
};
const translatedBelow: Devices = { 5348: [0x9000, 0x9084] };
const noAlias: Devices = { 6659: [0x1150] };
const vmd: Devices = {
  32902: [0x201d, 0x28c0, 0x467f, 0x4c3d, 0xa77f, 0x7d0b, 0xad0b, 0x9a0b, 0xb60b, 0xb06f, 0xb07f],
};
/** Domains of an Intel VMD begin here. */
const firstVmdDomain = 0x10000;

function isOf(fn: PciFunction, machine: Machine, list: Devices): boolean {
  const { vendor, device } = identityOf(fn, machine);
  const devices = vendor === undefined ? undefined : list[vendor];
  return devices !== undefined && holdsDevice(devices, device);
}

/** Device and function numbers on its own bus that a Function uses beside its own (`dma_alias_mask`). */
export function aliases(fn: PciFunction, machine: Machine): ReadonlySet<number> {
  const { routingId } = fn;
  const slot = deviceOf(routingId) << 3;
  if (isOf(fn, machine, toFunction0)) return new Set(functionOf(routingId) === 0 ? [] : [slot]);
  if (isOf(fn, machine, toFunction1)) return new Set(functionOf(routingId) === 1 ? [] : [slot | 1]);
  if (isOf(fn, machine, micX200)) return new Set([0x80, 0x88, 0x93]);
  if (isOf(fn, machine, visualCompute))
    return new Set(Array.from({ length: 32 }, (_, n) => [0, 1, 2, 3, 4].map((f) => (n << 3) | f)).flat());
  const view = new FunctionView(fn);
  const isAdaptec = view.config.u32(0) === 0x02859005 && view.config.u16(0x2c) === 0x9005;
  if (isAdaptec && [0x02bb, 0x02bc].includes(view.config.u16(0x2e))) return new Set([8]);
  return new Set();
}

/** Whether requests of Functions below a bridge come with another ID than theirs. */
export function aliasing(bridge: PciFunction, machine: Machine): 'none' | 'to-bridge' | 'translated-below' {
  if (isOf(bridge, machine, translatedBelow)) return 'translated-below';
  return isOf(bridge, machine, noAlias) ? 'none' : 'to-bridge';
}

/** Whether a conventional bridge is a PCI Express one that does not say so. */
export const isHiddenExpressBridge = (bridge: PciFunction, machine: Machine): boolean =>
  isOf(bridge, machine, hiddenExpressBridges);

/** Gives the Function whose requests those of a Function below an Intel VMD are; undefined for all others. */
export function realDmaFunctions(machine: Machine): (fn: PciFunction) => PciFunction | undefined {
  const all = [...machine.byKey.values()];
  if (!all.some(({ domain }) => domain >= firstVmdDomain)) return () => undefined;
  const vmds = all.filter((fn) => fn.domain < firstVmdDomain && isOf(fn, machine, vmd));
  return ({ domain }) => (domain >= firstVmdDomain && vmds.length === 1 ? vmds[0] : undefined);
}
