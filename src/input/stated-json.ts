import type {
  Stated,
  StatedBy,
  StatedCapability,
  StatedFact,
  StatedRegion,
  StatedValue,
  StatedWindow,
} from '../model/stated.ts';
import { type FactName, Facts } from './facts.ts';

/* What an input states beside its bytes, as lsvf's own JSON has it: who states it, then what. Places are left out. */

type Json = Readonly<Record<string, unknown>>;
type PlainName = Exclude<FactName, 'classCode'>;

/** The kinds of value, by the names in the JSON. */
const facts = {
  vendor_id: ['vendorId', 'number'],
  device_id: ['deviceId', 'number'],
  subsystem_vendor_id: ['subsystemVendorId', 'number'],
  subsystem_id: ['subsystemId', 'number'],
  revision: ['revision', 'number'],
  name: ['name', 'string'],
  class_name: ['className', 'string'],
  driver: ['driver', 'string'],
  modules: ['modules', 'strings'],
  iommu_group: ['iommuGroup', 'number'],
  numa_node: ['numaNode', 'number'],
  physical_slot: ['physicalSlot', 'string'],
  pf: ['pf', 'string'],
  driver_total_vfs: ['driverTotalVfs', 'number'],
  header_type: ['headerType', 'number'],
  all_ones: ['allOnes', 'true'],
  config_size: ['configSize', 'number'],
} as const satisfies Readonly<Record<string, readonly [PlainName, 'number' | 'string' | 'strings' | 'true']>>;

const writers: readonly StatedBy[] = [
  'lspci',
  'sysfs',
  'kernel-log',
  'libvirt',
  'udev',
  'procfs',
  'pciconf',
  'qemu',
  'json',
];

/** Undefined where nothing is stated. */
export function statedJson(stated: Stated): Json | undefined {
  const result: Partial<Record<StatedBy, Record<string, unknown>>> = {};
  const of = (by: StatedBy): Record<string, unknown> => {
    result[by] ??= {};
    return result[by];
  };
  const within = (by: StatedBy, group: string): Record<string, unknown> => {
    of(by)[group] ??= {};
    return of(by)[group] as Record<string, unknown>;
  };
  const list = (by: StatedBy, group: string): unknown[] => {
    of(by)[group] ??= [];
    return of(by)[group] as unknown[];
  };
  for (const [key, [name]] of Object.entries(facts)) {
    const fact: StatedFact<StatedValue> | undefined = stated[name];
    if (fact) of(fact.by)[key] = fact.value;
  }
  const { classCode, classCodeBits = 24 } = stated;
  if (classCode)
    Object.assign(of(classCode.by), { class_code: classCode.value, class_code_bits: classCodeBits });
  for (const [path, { value, by }] of stated.fields) within(by, 'fields')[path] = numberJson(value);
  for (const [number, { value, by }] of stated.vfs) within(by, 'vfs')[number] = value;
  for (const region of stated.regions) list(region.by, 'regions').push(inOrder(region, regionKeys));
  for (const { by, kind, range } of stated.windows ?? [])
    list(by, 'windows').push({ kind, range: range && inOrder(range, ['first', 'last']) });
  if (stated.capabilities) {
    const by = (Object.keys(result)[0] as StatedBy | undefined) ?? 'json';
    of(by)['capabilities'] = stated.capabilities.map((one) => inOrder(one, capabilityKeys));
    if (stated.capabilitiesComplete !== undefined)
      of(by)['capabilities_complete'] = stated.capabilitiesComplete;
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

const numberJson = (value: number | bigint): number | string =>
  typeof value === 'bigint' ? `0x${value.toString(16)}` : value;

const regionKeys = [
  'index',
  'of',
  'kind',
  'address',
  'size',
  'width',
  'prefetchable',
  'state',
  'numbered',
] as const satisfies readonly (keyof StatedRegion)[];
const capabilityKeys = [
  'kind',
  'name',
  'title',
  'offset',
  'version',
] as const satisfies readonly (keyof StatedCapability)[];

/** The same facts are the same text, whoever put them together. */
const inOrder = <Key extends string>(record: { readonly [K in Key]?: unknown }, keys: readonly Key[]): Json =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = record[key];
      if (value === undefined) return [];
      return [[key, typeof value === 'bigint' ? numberJson(value) : value]];
    }),
  );

/** What a record states; `wrong` takes the names of what makes no sense. */
export function statedFrom(json: unknown, wrong: (what: string) => void): Stated | undefined {
  if (!isObject(json)) {
    wrong('');
    return undefined;
  }
  const all = new Facts('json');
  for (const [by, record] of Object.entries(json)) {
    const writer = writers.find((name) => name === by);
    if (writer && isObject(record)) all.merge(readRecord(writer, record, (what) => wrong(`.${by}.${what}`)));
    else wrong(`.${by}`);
  }
  return all.build();
}

function readRecord(by: StatedBy, record: Json, wrong: (what: string) => void): Stated {
  const out = new Facts(by);
  for (const [key, value] of Object.entries(record)) {
    if (!(readFact(key, value, out) || readGroup(key, value, record, out, wrong))) wrong(key);
  }
  return out.build();
}

function readFact(key: string, value: unknown, out: Facts): boolean {
  if (!Object.hasOwn(facts, key)) return false;
  const [name, kind] = facts[key as keyof typeof facts];
  if (kind === 'number' && isCount(value)) out.fact(name, value);
  else if (kind === 'string' && typeof value === 'string') out.fact(name, value);
  else if (kind === 'strings' && isStrings(value)) out.fact(name, value);
  else if (kind === 'true' && value === true) out.fact(name, value);
  else return false;
  return true;
}

/** What is more than one fact. */
function readGroup(
  key: string,
  value: unknown,
  record: Json,
  out: Facts,
  wrong: (what: string) => void,
): boolean {
  const each = (entries: readonly unknown[], take: (entry: unknown) => boolean): void =>
    entries.forEach((entry, n) => {
      if (!take(entry)) wrong(`${key}[${n}]`);
    });
  if (key === 'class_code' && isCount(value)) {
    out.classCode(value, record['class_code_bits'] === 16 ? 16 : 24);
  } else if (key === 'class_code_bits' && (value === 16 || value === 24)) return true;
  else if (key === 'capabilities_complete' && typeof value === 'boolean') out.capabilitiesAreComplete(value);
  else if (key === 'fields' && isObject(value)) {
    for (const [path, one] of Object.entries(value)) {
      const number = isCount(one) ? one : bigOf(one);
      if (number === undefined) wrong(`fields.${path}`);
      else out.field(path, number);
    }
  } else if (key === 'vfs' && isObject(value)) {
    for (const [number, one] of Object.entries(value)) {
      if (/^\d{1,5}$/.test(number) && typeof one === 'string') out.vf(Number(number), one);
      else wrong(`vfs.${number}`);
    }
  } else if (key === 'regions' && Array.isArray(value))
    each(value, (one) => take(regionFrom(one), (it) => out.region(it)));
  else if (key === 'windows' && Array.isArray(value))
    each(value, (one) => take(windowFrom(one), (it) => out.window(it)));
  else if (key === 'capabilities' && Array.isArray(value)) {
    out.listsCapabilities();
    each(value, (one) => take(capabilityFrom(one), (it) => out.capability(it)));
  } else return false;
  return true;
}

function take<T>(read: T | undefined, use: (read: T) => void): boolean {
  if (read === undefined) return false;
  use(read);
  return true;
}

function regionFrom(json: unknown): Omit<StatedRegion, 'by'> | undefined {
  if (!isObject(json)) return undefined;
  const { index, of, kind, width, prefetchable, state, numbered } = json;
  const [address, size] = [bigOf(json['address']), bigOf(json['size'])];
  if (
    !isCount(index) ||
    index > 6 ||
    (of !== 'function' && of !== 'vf') ||
    (kind !== 'memory' && kind !== 'io')
  )
    return undefined;
  return {
    index,
    of,
    kind,
    ...(address === undefined ? {} : { address }),
    ...(size === undefined ? {} : { size }),
    ...(width === 32 || width === 64 ? { width } : {}),
    ...(typeof prefetchable === 'boolean' ? { prefetchable } : {}),
    ...(typeof state === 'string' ? { state } : {}),
    ...(numbered === false ? { numbered } : {}),
  };
}

function windowFrom(json: unknown): Omit<StatedWindow, 'by'> | undefined {
  if (!isObject(json)) return undefined;
  const { kind, range } = json;
  if (kind !== 'io' && kind !== 'memory' && kind !== 'prefetchable') return undefined;
  if (range === null) return { kind, range };
  const [first, last] = isObject(range) ? [bigOf(range['first']), bigOf(range['last'])] : [];
  return first === undefined || last === undefined ? undefined : { kind, range: { first, last } };
}

function capabilityFrom(json: unknown): StatedCapability | undefined {
  if (!isObject(json)) return undefined;
  const { name, title, offset, version, kind } = json;
  if (typeof title !== 'string' || (kind !== 'standard' && kind !== 'extended')) return undefined;
  return {
    title,
    kind,
    ...(typeof name === 'string' ? { name } : {}),
    ...(isCount(offset) && offset < 0x1000 ? { offset } : {}),
    ...(isCount(version) ? { version } : {}),
  };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
const bigOf = (value: unknown): bigint | undefined =>
  typeof value === 'string' && /^0x[0-9a-f]{1,32}$/i.test(value) ? BigInt(value) : undefined;
