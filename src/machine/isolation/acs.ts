import { FunctionView } from '../../decode/view.ts';
import type { PciFunction } from '../../model/function.ts';
import type { FieldPath } from '../../registers/index.ts';
import type { Machine } from '../build.ts';
import { kindOfType, type PortKind } from '../port.ts';
import { acsQuirks, brokenSourceValidation, holdsDevice } from './acs-quirks.ts';
import { identityOf, isVirtfn } from './identity.ts';

/** Services that keep a request from another Function: what Linux asks a group's border for (`REQ_ACS_FLAGS`). */
export const isolationServices = [
  'source_validation',
  'p2p_request_redirect',
  'p2p_completion_redirect',
  'upstream_forwarding',
] as const;
/** What Linux asks of the path before it turns PASID on. */
export const pasidServices = ['p2p_request_redirect', 'upstream_forwarding'] as const;
export type AcsService = (typeof isolationServices)[number];

const titles: Readonly<Record<AcsService, string>> = {
  source_validation: 'Source Validation',
  p2p_request_redirect: 'P2P Request Redirect',
  p2p_completion_redirect: 'P2P Completion Redirect',
  upstream_forwarding: 'Upstream Forwarding',
};
const bits: Readonly<Record<AcsService, number>> = {
  source_validation: 0x01,
  p2p_request_redirect: 0x04,
  p2p_completion_redirect: 0x08,
  upstream_forwarding: 0x10,
};

export interface AcsOutcome {
  /** Whether Linux takes the Function to have the services; undefined where the dump does not tell. */
  readonly holds: boolean | undefined;
  readonly fn: PciFunction;
  readonly fields: readonly FieldPath[];
  readonly seen: string;
  /** Whether the Function could have them on: it has the services, and they are off. */
  readonly canBeTurnedOn?: true;
}

/** `capableIsOn`: as if each service that a Function has were on, as Linux turns them on when an IOMMU is used. */
export interface AcsOptions {
  readonly capableIsOn?: boolean;
}

/**
 * Whether a Function has these services in effect, as Linux sees it: `pci_acs_enabled()` of drivers/pci/pci.c in 6.12 and
 * 7.2. A service that the capability does not have counts as on; a Function that needs no ACS has them all.
 */
export function acsOf(
  fn: PciFunction,
  machine: Machine,
  services: readonly AcsService[] = isolationServices,
  options: AcsOptions = {},
): AcsOutcome {
  const view = new FunctionView(fn);
  const quirk = quirkOf(fn, view, machine, services);
  if (quirk) return quirk;
  // A VF is not multifunction to Linux, so that its own ACS is not asked for (pci_iov_add_virtfn()).
  if (isVirtfn(fn, machine))
    return { holds: true, fn, fields: [], seen: `${fn.address} is a VF: Linux asks for no ACS in it` };
  const kind = kindIn(view);
  if (kind === undefined)
    return {
      holds: undefined,
      fn,
      fields: ['pcie.capabilities.device_port_type'],
      seen: `what ${fn.address} is to its link is not in the dump`,
    };
  if (
    kind === 'conventional' ||
    kind === 'bridge-to-pci' ||
    kind === 'bridge-to-pcie' ||
    kind === 'event-collector'
  ) {
    const what =
      kind === 'conventional'
        ? 'conventional PCI, which has no ACS'
        : kind === 'event-collector'
          ? 'an Event Collector, which has no ACS'
          : 'a bridge between PCI Express and PCI, which has no ACS';
    return {
      holds: false,
      fn,
      fields: ['pcie.capabilities.device_port_type'],
      seen: `${fn.address} is ${what}`,
    };
  }
  if (kind === 'reserved' || kind === 'root-port' || kind === 'downstream-port')
    return kind === 'reserved' ? alone(fn) : inCapability(view, machine, services, options);
  const multifunction = isMultifunction(view, machine);
  if (multifunction === undefined)
    return {
      holds: undefined,
      fn,
      fields: ['header.header_type.multi_function'],
      seen: `whether ${fn.address} is one of several Functions is not in the dump`,
    };
  return multifunction ? inCapability(view, machine, services, options) : alone(fn);
}

const alone = (fn: PciFunction): AcsOutcome => ({
  holds: true,
  fn,
  fields: ['header.header_type.multi_function'],
  seen: `${fn.address} is the only Function of its device, which needs no ACS`,
});

/** What a Function is to its link, from bytes or words; `conventional` without a PCI Express capability. */
export function kindIn(view: FunctionView): PortKind | 'conventional' | undefined {
  const has = view.has('pcie');
  if (has.source === 'not-in-function') return view.config.u32(0) === 0xffffffff ? undefined : 'conventional';
  const type = view.ask('pcie.capabilities.device_port_type');
  return type.source === 'bytes' || type.source === 'stated' ? kindOfType(Number(type.value)) : undefined;
}

/**
 * Whether Linux takes a Function to be of a multifunction device: by Header Type, or because it is not Function 0
 * (`pci_scan_slot()`). Undefined where that is not in the dump.
 */
export function isMultifunction(view: FunctionView, machine: Machine): boolean | undefined {
  const { fn } = view;
  if ((fn.routingId & 7) !== 0) return true;
  const answer = view.ask('header.header_type.multi_function');
  const isDead = fn.config.u8(0x0e) === 0xff;
  if (!isDead && (answer.source === 'bytes' || answer.source === 'stated')) return Number(answer.value) === 1;
  // Whatever the bit says, a device whose other Functions are not there has none to be isolated from.
  return functionsOfSlot(fn, machine).length === 0 ? false : undefined;
}

/** The other Functions of a slot, without VFs. */
export function functionsOfSlot(fn: PciFunction, machine: Machine): PciFunction[] {
  const first = fn.key - (fn.routingId & 7);
  return Array.from({ length: 8 }, (_, n) => machine.byKey.get(first + n)).filter(
    (other): other is PciFunction => other !== undefined && other !== fn && !isVirtfn(other, machine),
  );
}

function inCapability(
  view: FunctionView,
  machine: Machine,
  services: readonly AcsService[],
  { capableIsOn = false }: AcsOptions,
): AcsOutcome {
  const { fn } = view;
  const { address } = fn;
  const has = view.has('acs');
  if (has.source === 'not-in-dump' || isDead(fn))
    return {
      holds: undefined,
      fn,
      fields: ['acs.control'],
      seen: `the ACS capability of ${address} is not in the dump`,
    };
  if (has.source === 'not-in-function')
    return { holds: false, fn, fields: [], seen: `${address} has no ACS` };
  const off: AcsService[] = [];
  const notKnown: AcsService[] = [];
  const isOn: AcsService[] = [];
  for (const service of services) {
    const capable = value(view, `acs.capability.${service}`);
    const on = value(view, `acs.control.${service}_enable`);
    if (capable === 0 || (service === 'source_validation' && isBroken(fn, machine))) continue;
    if (on === 1 || (capableIsOn && capable === 1)) isOn.push(service);
    else (on === 0 && capable === 1 ? off : notKnown).push(service);
  }
  const fields = (off.length > 0 ? off : notKnown.length > 0 ? notKnown : services).map(
    (service): FieldPath => `acs.control.${service}_enable`,
  );
  if (off.length > 0) {
    const names = off.map((service) => titles[service]).join(', ');
    return { holds: false, fn, fields, seen: `${address} has ACS, with ${names} off`, canBeTurnedOn: true };
  }
  if (notKnown.length > 0)
    return { holds: undefined, fn, fields, seen: `the ACS Control of ${address} is not in the dump` };
  const names = isOn.map((service) => titles[service]).join(', ');
  const seen =
    names === ''
      ? `${address} has ACS and none of these services, which Linux counts as isolated`
      : `${address} has ACS ${names} on`;
  return { holds: true, fn, fields, seen };
}

const isDead = ({ config }: PciFunction): boolean => config.u32(0) === 0xffffffff && config.u8(0x0e) === 0xff;

function value(view: FunctionView, path: FieldPath): number | undefined {
  const answer = view.ask(path);
  return answer.source === 'bytes' || answer.source === 'stated' ? Number(answer.value) : undefined;
}

function isBroken(fn: PciFunction, machine: Machine): boolean {
  const { vendor, device } = identityOf(fn, machine);
  return vendor === brokenSourceValidation.vendor && holdsDevice(brokenSourceValidation.devices, device);
}

function quirkOf(
  fn: PciFunction,
  view: FunctionView,
  machine: Machine,
  services: readonly AcsService[],
): AcsOutcome | undefined {
  const { vendor, device } = identityOf(fn, machine);
  if (vendor === undefined) return undefined;
  for (const quirk of acsQuirks) {
    if (quirk.vendor !== vendor || !holdsDevice(quirk.devices, device)) continue;
    const kind = kindIn(view);
    if (quirk.kinds && (kind === undefined || kind === 'conventional' || !quirk.kinds.includes(kind)))
      continue;
    if (quirk.onRootOnly && (machine.bridgeTo(fn) || isMultifunction(view, machine) !== true)) continue;
    const { name, how } = quirk;
    const by = `Linux (${name}() in drivers/pci/quirks.c)`;
    if (how === 'never')
      return { holds: false, fn, fields: [], seen: `${by} takes ${fn.address} not to be isolated` };
    if (how !== 'wide-control') {
      const when = {
        isolated: '',
        firmware: ', once it has set the chipset up at boot',
        'amd-iommu': ' where the machine has an AMD IOMMU',
      };
      return {
        holds: true,
        fn,
        fields: [],
        seen: `${by} takes ${fn.address} to be isolated without ACS${when[how]}`,
      };
    }
    const acs = view.capability('acs');
    if (!acs) continue;
    const { offset } = acs.entry;
    const capable = view.config.u32(offset + 4);
    const control = view.config.u32(offset + 8);
    if (capable < 0 || control < 0)
      return {
        holds: undefined,
        fn,
        fields: ['acs.control'],
        seen: `the ACS Control of ${fn.address} is not in the dump`,
      };
    const wanted = services.reduce((sum, service) => sum | bits[service], 0) & capable;
    const holds = (control & wanted) === wanted;
    const seen = `${by} reads ACS Control of ${fn.address} as 32 bits at +08h: the services that isolate are ${holds ? 'on' : 'off'}`;
    return { holds, fn, fields: ['acs.control'], seen };
  }
  return undefined;
}

/**
 * Whether a Function and all bridges above it have the services, as `pci_acs_path_enabled()` asks; the first that has not,
 * or else the first of which it is not known, decides.
 */
export function acsPath(
  start: PciFunction,
  machine: Machine,
  services?: readonly AcsService[],
  options?: AcsOptions,
): AcsOutcome {
  const first = acsOf(start, machine, services, options);
  let unknown = first.holds === undefined ? first : undefined;
  if (first.holds === false) return first;
  for (const bridge of machine.pathUp(start)) {
    const outcome = acsOf(bridge.fn, machine, services, options);
    if (outcome.holds === false) return outcome;
    if (outcome.holds === undefined) unknown ??= outcome;
  }
  return unknown ?? first;
}

/**
 * Whether the bridges above a Function keep its requests, and those of its VFs, from others: the ACS of a PF does not
 * count for its VFs. Undefined on a root bus.
 */
export function isolationAbove(
  fn: PciFunction,
  machine: Machine,
  options?: AcsOptions,
): AcsOutcome | undefined {
  const bridge = machine.bridgeAbove(fn);
  return bridge && acsPath(bridge.fn, machine, undefined, options);
}
