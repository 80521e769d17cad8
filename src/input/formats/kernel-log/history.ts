import { type AddressKey, parseAddress } from '../../../model/address.ts';
import { busesIn, type Resource, resourceIn } from './resource.ts';

/* What the log says about one Function, in its order: what comes later holds. */

/** A BAR, a VF BAR or a window, with the line that said it last. */
export interface Placed {
  readonly resource: Resource;
  readonly assigned: boolean;
  readonly line: number;
}

/** A driver said that it turns on so many VFs. */
export interface Enabling {
  readonly count: number;
  readonly line: number;
}

export interface Said<T> {
  readonly value: T;
  readonly line: number;
}

const found =
  /^(?:found )?\[([0-9a-f]{4})[:/]([0-9a-f]{4})\](?: type ([0-9a-f]{1,2}))? class (?:0x)?([0-9a-f]{6,8})(?: header type ([0-9a-f]{2}))?(?: (.*))?$/i;
const bar =
  /^(?:reg (?:0x)?([0-9a-f]{2,3})(?:: | (?:32|64)bit (?:mmio|pref|io)[\w ]{0,8}: )|(BAR|VF BAR) (\d{1,2}):? |(ROM):? )/i;
const outcome = /\b(assigned|failed to assign|can't assign|no space for|can't claim|releasing|set to)\b/;
const contains = /^VF(?:\(n\))? BAR ?(\d)(?: space)?:? .*\bcontains BAR ?\d for (\d{1,5}) VFs/;
const window = /^ {0,3}(?:bridge window|(?:IO|MEM|PREFETCH) window:) ?/;
const bridge = /^ {0,3}PCI bridge(?:,| to) (?:secondary bus [0-9a-f]{4,8}:([0-9a-f]{2})|)/i;
const enabling =
  /^(?:(\d{1,5}) VFs allocated|SR-IOV enabled with (\d{1,5}) VFs|IOV is enabled with (\d{1,5}) VFs|Allocating (\d{1,5}) VFs|Enabling (\d{1,5}) VFs|Enabling SR-IOV with (\d{1,5}) VFs|Enabled (\d{1,5}) (?:of \d{1,5} )?VFs|\d{1,5} VFs requested; only (\d{1,5}) enabled|.*\bnvfs\((\d{1,5})\)|(?:VFs|SR-?IOV VFs) enabled: (\d{1,5})|.*\benabled (\d{1,5}) VFs)/i;
const disabling =
  /^(?:IOV disabled|SR-IOV disabled|Disabled \d{1,5} VFs|E-Switch: Disable\b|.*\bdisabling SR-IOV)/i;
const refusals = [
  /^not enough MMIO resources for SR-IOV/,
  /^can't enable \d{1,5} VFs \(bus [0-9a-f]{2} out of range of \[bus [^\]]*\]\)/,
  /^SR-IOV: (?:bus number out of range|IOV BARS not allocated)/,
  /^failure -?\d+ from pcibios_sriov_enable\(\)/,
  /^no driver bound to device; cannot configure SR-IOV/,
  /^driver does(?:n't| not) support SR-IOV configuration via sysfs/,
  /^(?:Failed|Unable|failed|unable) to enable (?:PCI )?(?:sriov|SR-IOV)\b.*/i,
];
/** Whether the kernel says that it could not enable VFs. */
export const isRefusal = (message: string): boolean => refusals.some((pattern) => pattern.test(message));

const portTypes: readonly string[] = [
  'PCIe Endpoint',
  'PCIe Legacy Endpoint',
  '',
  '',
  'PCIe Root Port',
  'PCIe Switch Upstream Port',
  'PCIe Switch Downstream Port',
  'PCIe to PCI/PCI-X bridge',
  'PCI/PCI-X to PCIe bridge',
  'PCIe Root Complex Integrated Endpoint',
  'PCIe Root Complex Event Collector',
];
const speeds: Readonly<Record<string, number>> = {
  '2.5': 1,
  '5.0': 2,
  '8.0': 3,
  '16.0': 4,
  '32.0': 5,
  '64.0': 6,
};

export class History {
  readonly key: AddressKey;
  /** Line at which it was found, or first named. */
  line: number;
  isFound = false;
  readonly facts = new Map<string, Said<number>>();
  readonly bars = new Map<number, Placed>();
  readonly vfBars = new Map<number, Placed>();
  readonly windows = new Map<'io' | 'memory' | 'prefetchable', Placed>();
  buses: Said<readonly [number, number]> | undefined;
  driver: Said<string> | undefined;
  /** Line at which a driver first spoke of it. */
  boundAt: number | undefined;
  group: Said<number> | undefined;
  totalVfs: Said<number> | undefined;
  sriovOffset: number | undefined;
  readonly enablings: Enabling[] = [];
  readonly refusals: Said<string>[] = [];
  /** VFs of it that the log names: vfio-pci says whose VFs it takes. */
  readonly named: Said<AddressKey>[] = [];
  isRemoved = false;
  #lastRegister = 0;

  constructor(key: AddressKey, line: number) {
    this.key = key;
    this.line = line;
  }

  get layout(): number | undefined {
    return this.facts.get('type')?.value;
  }

  /** Whether the message states something. */
  take(message: string, line: number): boolean {
    return (
      this.#takeFound(message, line) ||
      this.#takeContains(message, line) ||
      this.#takeBar(message, line) ||
      this.#takeBridge(message, line) ||
      this.#takeVfs(message, line) ||
      this.#takeOther(message, line)
    );
  }

  #set(name: string, value: number, line: number): void {
    this.facts.set(name, { value, line });
  }

  #takeFound(message: string, line: number): boolean {
    const match = found.exec(message);
    if (!match) return false;
    const [, vendor = '', device = '', type, code = '', layout, words] = match;
    this.line = line;
    this.isFound = true;
    this.isRemoved = false;
    // It may be another one than before: nothing of that one holds.
    for (const map of [this.facts, this.bars, this.vfBars, this.windows]) map.clear();
    this.buses = this.group = this.totalVfs = this.driver = this.boundAt = this.sriovOffset = undefined;
    this.enablings.length = this.named.length = 0;
    this.#set('vendor', parseInt(vendor, 16), line);
    this.#set('device', parseInt(device, 16), line);
    // Before 3.3 the type has one digit, and the class is without its programming interface.
    const isOld = (type ?? '').length < 2 || layout !== undefined;
    this.#set(isOld ? 'class16' : 'class24', parseInt(code, 16) & (isOld ? 0xffff : 0xffffff), line);
    if (type ?? layout) this.#set('type', parseInt(type ?? layout ?? '', 16) & 0x7f, line);
    const port = portTypes.indexOf(words?.trim() || '-');
    if (port >= 0) this.#set('pcie.capabilities.device_port_type', port, line);
    return true;
  }

  #takeContains(message: string, line: number): boolean {
    const match = contains.exec(message);
    const all = match ? resourceIn(message) : undefined;
    if (!match || !all) return false;
    const [index, count] = match.slice(1).map(Number) as [number, number];
    this.totalVfs = { value: count, line };
    // Where VF BAR 0 is in the capability, which its line before said by the register's number.
    if (this.#lastRegister >= 0x100) this.sriovOffset ??= this.#lastRegister - 0x24 - 4 * index;
    const size = count > 0 ? all.size / BigInt(count) : all.size;
    this.vfBars.set(index, { resource: { ...all, size }, assigned: all.base !== 0n, line });
    return true;
  }

  #takeBar(message: string, line: number): boolean {
    const match = bar.exec(message);
    const resource = match ? resourceIn(message) : undefined;
    if (!match || !resource) return false;
    const [, register, named, number] = match;
    const result = outcome.exec(message)?.[1];
    const isLost = result === 'failed to assign' || result === "can't assign" || result === 'no space for';
    const placed = {
      resource,
      assigned: !isLost && resource.base !== undefined && (resource.base !== 0n || result === 'assigned'),
      line,
    };
    if (register !== undefined) {
      const offset = parseInt(register, 16);
      this.#lastRegister = offset;
      if (offset >= 0x10 && offset <= 0x24) this.bars.set((offset - 0x10) >> 2, placed);
      else if (offset === 0x30 || offset === 0x38) this.bars.set(6, placed);
      return true;
    }
    const index = number === undefined ? 6 : Number(number);
    if (named?.toUpperCase().startsWith('VF')) this.#placeVfBar(index, placed);
    else if (index <= 6) this.bars.set(index, placed);
    else this.#placeNumbered(index, placed);
    return true;
  }

  /** Numbers above those of BARs: VF BARs, and of a bridge its windows, for which a kernel without SR-IOV has them too. */
  #placeNumbered(index: number, placed: Placed): void {
    if (this.layout === 1)
      this.#placeWindow((['io', 'memory', 'prefetchable'] as const)[(index - 7) % 6], placed);
    else if (index <= 12) this.#placeVfBar(index - 7, placed);
  }

  /** For all VFs together, once the kernel knows how many there may be. */
  #placeVfBar(index: number, placed: Placed): void {
    const before = this.vfBars.get(index);
    const count = BigInt(this.totalVfs?.value ?? 0);
    if (index > 5 || (!before && count === 0n)) return;
    const size = before?.resource.size ?? placed.resource.size / (count || 1n);
    this.vfBars.set(index, { ...placed, resource: { ...placed.resource, size } });
  }

  #placeWindow(kind: 'io' | 'memory' | 'prefetchable' | undefined, placed: Placed): void {
    if (kind) this.windows.set(kind, placed);
  }

  #takeBridge(message: string, line: number): boolean {
    if (window.test(message)) {
      const resource = resourceIn(message);
      if (!resource) return /\bdisabled\b/.test(message);
      if (/\b(?:disabling|to \[bus|requires relaxed)\b/.test(message) || resource.disabled) return true;
      const kind = resource.kind === 'io' ? 'io' : resource.prefetchable ? 'prefetchable' : 'memory';
      const isLost = /\b(?:failed to assign|can't assign|releasing|can't claim)\b/.test(message);
      if (!isLost && resource.base !== undefined) this.#placeWindow(kind, { resource, assigned: true, line });
      return true;
    }
    const match = bridge.exec(message);
    if (!match) return false;
    const buses = match[1] === undefined ? busesIn(message) : undefined;
    if (buses) this.buses = { value: buses, line };
    return true;
  }

  #takeVfs(message: string, line: number): boolean {
    const match = enabling.exec(message);
    if (match) {
      const count = Number(match.slice(1).find((digits) => digits !== undefined));
      if (count > 0) this.enablings.push({ count, line });
      return true;
    }
    const vf = parseAddress(/^Captured SR-IOV VF (\S+) driver_override/.exec(message)?.[1] ?? '');
    if (vf !== undefined) {
      this.named.push({ value: vf, line });
      return true;
    }
    if (disabling.test(message)) {
      this.enablings.length = 0;
      return true;
    }
    for (const refusal of refusals) {
      const words = refusal.exec(message)?.[0];
      if (words === undefined) continue;
      this.refusals.push({ value: words, line });
      // What the driver said before did not come about.
      this.enablings.pop();
      return true;
    }
    return false;
  }

  #takeOther(message: string, line: number): boolean {
    const group = /^(Adding to|Removing from) iommu group (\d{1,6})/.exec(message);
    if (group) {
      const isAdded = group[1] === 'Adding to';
      this.group = isAdded ? { value: Number(group[2]), line } : undefined;
      this.isRemoved = !isAdded;
      return true;
    }
    const payload =
      /\bMax Payload Size set to +(\d{3,4})(?:\/ *(\d{3,4}))?.*?\bmax (\d{3,4})\)|\bMax Payload Size set to +(\d{3,4})\/ *(\d{3,4})/.exec(
        message,
      );
    if (payload) {
      const [now, most] = [payload[1] ?? payload[4], payload[3] ?? payload[5]].map(
        (size) => Math.log2(Number(size)) - 7,
      );
      if (now !== undefined && Number.isInteger(now))
        this.#set('pcie.device_control.max_payload_size', now, line);
      if (most !== undefined && Number.isInteger(most))
        this.#set('pcie.device_capabilities.max_payload_size_supported', most, line);
      return true;
    }
    if (/^enabling Extended Tags/.test(message)) {
      this.#set('pcie.device_control.extended_tag_field_enable', 1, line);
      return true;
    }
    const link =
      /available PCIe bandwidth(?: \(|, limited by )(\d{1,2}\.\d) GT\/s(?: PCIe)? x(\d{1,2}) link(?:\)|.*\bcapable of .* with (\d{1,2}\.\d) GT\/s(?: PCIe)? x(\d{1,2}) link)/.exec(
        message,
      );
    if (link) {
      // Not limited by another link, its own is at its most.
      const [, , , most, width] = link;
      if (most !== undefined && speeds[most])
        this.#set('pcie.link_capabilities.max_link_speed', speeds[most] as number, line);
      if (width !== undefined) this.#set('pcie.link_capabilities.maximum_link_width', Number(width), line);
      return true;
    }
    return false;
  }
}
