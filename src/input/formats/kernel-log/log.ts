import { type AddressKey, busOf, domainIn, formatKey, routingIdIn } from '../../../model/address.ts';
import { PciFunction } from '../../../model/function.ts';
import type { Diagnostics } from '../../diagnostics.ts';
import { type Entry, Listed } from '../../listed.ts';
import { stateWindow } from '../../window-facts.ts';
import { History, type Placed } from './history.ts';
import { isBoot, isBroken, parseLine } from './line.ts';
import { virtualFunctions } from './virtual-functions.ts';

/** Functions that a kernel's log names, with what it says about them; a machine that starts again is read anew. */
export class KernelLog {
  readonly #file: string;
  readonly #diagnostics: Diagnostics;
  readonly #done: PciFunction[] = [];
  #histories = new Map<AddressKey, History>();
  #broken = '';

  constructor(file: string, diagnostics: Diagnostics) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  /** Whether the line states something. */
  take(text: string, line: number): boolean {
    const joined = this.#broken === '' ? text : `${this.#broken} ${text.trimStart()}`;
    const wasBroken = this.#broken !== '';
    this.#broken = isBroken(joined) && joined.length < 400 ? joined.trimEnd() : '';
    if (this.#broken !== '') return true;
    if (isBoot(text)) {
      this.#finishBoot();
      return false;
    }
    const parsed = parseLine(joined) ?? (wasBroken ? parseLine(text) : undefined);
    if (!parsed) return false;
    if (parsed.kind === 'bus') return this.#takeBus(parsed.domain, parsed.bus, parsed.message, line);
    return this.#takeDevice(parsed.key, parsed.driver, parsed.message, line);
  }

  #takeDevice(key: AddressKey, driver: string, message: string, line: number): boolean {
    let history = this.#histories.get(key);
    if (!history) {
      history = new History(key, line);
      this.#histories.set(key, history);
    }
    const states = history.take(message, line);
    if (driver !== '' && driver !== 'pci') {
      history.driver = { value: driver, line };
      history.boundAt ??= line;
    } else if (driver === 'pci') history.driver = undefined;
    return states;
  }

  /** The bus below a bridge may get another end after its bridge was found. */
  #takeBus(domain: number, bus: number, message: string, line: number): boolean {
    const end = /^busn_res: \[bus [0-9a-f]{2}(?:-[0-9a-f]{2})?\] end is updated to ([0-9a-f]{2})/.exec(
      message,
    )?.[1];
    if (end === undefined) return false;
    for (const history of this.#histories.values()) {
      if (domainIn(history.key) !== domain || history.buses?.value[0] !== bus) continue;
      history.buses = { value: [bus, parseInt(end, 16)], line };
    }
    return true;
  }

  finish(): PciFunction[] {
    this.#finishBoot();
    return this.#done;
  }

  /** The same where the log has bytes of some Functions as well: they take what it says, and the others follow. */
  finishWith(functions: readonly PciFunction[]): PciFunction[] {
    const stated = new Map(this.finish().map((fn) => [fn.key, fn]));
    const merged = functions.map(({ domain, routingId, key, config, origin }) => {
      const { surroundings } = stated.get(key) ?? {};
      stated.delete(key);
      return new PciFunction(domain, routingId, config, origin, surroundings);
    });
    return [...merged, ...stated.values()];
  }

  #finishBoot(): void {
    const histories = [...this.#histories.values()].filter(({ isRemoved }) => !isRemoved);
    this.#histories = new Map();
    if (histories.length === 0) return;
    const listed = new Listed(this.#file, 'kernel-log', this.#diagnostics);
    for (const history of histories) {
      const entry = listed.of(history.key, history.line);
      if (entry) stateHistory(entry, history);
      for (const { value, line } of history.refusals) {
        this.#diagnostics.push({
          code: 'kernel/vfs-refused',
          severity: 'info',
          message: `the kernel did not enable VFs: ${value}`,
          at: { file: this.#file, line, column: 1 },
          function: formatKey(history.key),
        });
      }
    }
    stateVfs(listed, histories);
    this.#done.push(...listed.finish());
  }
}

/** The last bus that the bridge leading to a Function's bus leads to. */
function lastBusOf(histories: readonly History[], fn: History): number {
  const [domain, bus] = [domainIn(fn.key), busOf(routingIdIn(fn.key))];
  const above = histories.find(({ key, buses }) => domainIn(key) === domain && buses?.value[0] === bus);
  return above?.buses?.value[1] ?? 0xff;
}

function stateVfs(listed: Listed, histories: readonly History[]): void {
  for (const { pf, vfs, isComplete } of virtualFunctions(histories, (fn) => lastBusOf(histories, fn))) {
    const ofPf = listed.get(pf.key);
    if (!ofPf) continue;
    for (const [number, vf] of vfs.entries()) {
      listed.get(vf.key)?.facts.fact('pf', formatKey(pf.key), ofPf.at(vf.line));
      if (isComplete) ofPf.facts.vf(number, formatKey(vf.key), ofPf.at(vf.line));
    }
    const [first, second] = vfs;
    if (!first) continue;
    const at = ofPf.at(first.line);
    const device = first.facts.get('device')?.value;
    if (device !== undefined) ofPf.facts.field('sriov.vf_device_id', device, at);
    ofPf.facts.field('sriov.control.vf_enable', 1, at);
    if (!isComplete) continue;
    ofPf.facts.field('sriov.num_vfs', vfs.length, at);
    ofPf.facts.field('sriov.first_vf_offset', first.key - pf.key, at);
    if (second) ofPf.facts.field('sriov.vf_stride', second.key - first.key, at);
  }
}

function stateHistory(entry: Entry, history: History): void {
  const { facts } = entry;
  for (const [name, { value, line }] of history.facts) {
    const at = entry.at(line);
    if (name === 'vendor') facts.fact('vendorId', value, at);
    else if (name === 'device') facts.fact('deviceId', value, at);
    else if (name === 'type') facts.fact('headerType', value, at);
    else if (name === 'class16') facts.classCode(value << 8, 16, at);
    else if (name === 'class24') facts.classCode(value, 24, at);
    else facts.field(name, value, at);
  }
  const { driver, group, buses, totalVfs, sriovOffset } = history;
  if (driver) facts.fact('driver', driver.value, entry.at(driver.line));
  if (group) facts.fact('iommuGroup', group.value, entry.at(group.line));
  if (buses) {
    facts.field('header.secondary_bus_number', buses.value[0], entry.at(buses.line));
    facts.field('header.subordinate_bus_number', buses.value[1], entry.at(buses.line));
  }
  for (const [kind, { resource, line }] of history.windows) {
    const { base = 0n, size, is64 } = resource;
    const isWide = kind === 'prefetchable' && is64;
    stateWindow(facts, { kind, base, last: base + size - 1n, isWide }, entry.at(line));
  }
  for (const [index, placed] of history.bars) stateRegion(entry, 'function', index, placed);
  for (const [index, placed] of history.vfBars) stateRegion(entry, 'vf', index, placed);
  if (!totalVfs) return;
  facts.field('sriov.total_vfs', totalVfs.value, entry.at(totalVfs.line));
  facts.capability({
    name: 'sriov',
    title: 'SR-IOV',
    ...(sriovOffset === undefined ? {} : { offset: sriovOffset }),
    kind: 'extended',
  });
  facts.capabilitiesAreComplete(false);
}

function stateRegion(
  entry: Entry,
  of: 'function' | 'vf',
  index: number,
  { resource, assigned, line }: Placed,
): void {
  const { kind, base, size, is64, prefetchable } = resource;
  const isRom = of === 'function' && index === 6;
  entry.facts.region({
    index,
    of,
    kind,
    ...(assigned && base !== undefined ? { address: base } : { state: 'unassigned' }),
    size,
    ...(kind === 'io' || isRom ? {} : { width: is64 ? 64 : 32, prefetchable }),
    at: entry.at(line),
  });
}
