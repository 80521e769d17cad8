import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskSnapshot } from '../../src/input/disk.ts';
import { readBytes } from '../../src/input/read.ts';
import { formatKey } from '../../src/model/address.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { guestView } from '../../src/sharing/guest.ts';
import type { Verdict } from '../../src/verdict/classify.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';
import {
  edited,
  integrated,
  payloadSize512,
  q35,
  readRequestSize512,
  rootPort,
  withPasid,
} from './guest-edits.ts';

/*
 * What is said of Functions when a dump of them is cut, edited or joined. The truth is what the whole dump of each
 * sample shows, with sysfs' links beside it; of the guest's sample what its host knew. MUTATION_TABLE=1 prints the counts.
 */
const root = resolve(import.meta.dirname, '..', '..', 'samples');
const names = new Names();

interface Truth {
  readonly role: 'vf' | 'pf' | 'other';
  /** Of a VF its PF, by `id`; undefined in a guest. */
  readonly pf: string | undefined;
}

interface Subject {
  readonly fn: PciFunction;
  readonly truth: Truth;
  /** The sample and the address that it had there. */
  readonly id: string;
}

const guestVfs = new Set(['0000:01:00.0', '0000:00:05.0']);

async function sampleOf(name: string): Promise<Subject[]> {
  const { functions } = await diskSnapshot(join(root, name, 'lspci-xxxx.txt'));
  const tree = await diskSnapshot(join(root, name, 'sysfs.tar.gz'));
  const id = (key: number): string => `${name} ${formatKey(key)}`;
  const linked = new Map<number, string>();
  const system = new System(tree, names);
  for (const fn of tree.functions) {
    const { verdict } = system.report(fn);
    if (fn.link('physfn') !== undefined && verdict.pf !== null) linked.set(fn.key, id(verdict.pf));
  }
  const pfs = new Set(
    tree.functions.filter((fn) => fn.attribute('sriov_totalvfs') !== undefined).map((fn) => fn.key),
  );
  return functions.map((fn) => {
    const isGuestVf = name === 'detached-q35' && guestVfs.has(fn.address);
    const role = linked.has(fn.key) || isGuestVf ? 'vf' : pfs.has(fn.key) ? 'pf' : 'other';
    return { fn, id: id(fn.key), truth: { role, pf: linked.get(fn.key) } };
  });
}

const as = (
  fn: PciFunction,
  change: { config?: ConfigSpace; routingId?: number; domain?: number; text?: string },
): PciFunction =>
  new PciFunction(
    change.domain ?? fn.domain,
    change.routingId ?? fn.routingId,
    change.config ?? fn.config,
    fn.origin,
    change.text === undefined ? fn.surroundings : { ...fn.surroundings, text: change.text },
  );
const map = (subjects: readonly Subject[], change: (fn: PciFunction) => PciFunction): Subject[] =>
  subjects.map((subject) => ({ ...subject, fn: change(subject.fn) }));
const cut =
  (length: number) =>
  (fn: PciFunction): PciFunction =>
    as(fn, { config: ConfigSpace.of(fn.config.slice(0, Math.min(length, fn.config.end))) });

/** Every bus 20h further, with the bus numbers in bridges. */
function renumbered(fn: PciFunction): PciFunction {
  const bytes = fn.config.slice(0, fn.config.end);
  if ((fn.config.u8(0x0e) & 0x7f) === 1)
    for (const at of [0x18, 0x19, 0x1a])
      if ((bytes[at] ?? 0) > 0 || at === 0x18) bytes[at] = (bytes[at] ?? 0) + 0x20;
  return as(fn, { routingId: fn.routingId + 0x2000, config: ConfigSpace.of(bytes) });
}

/** Vendor ID and Device ID blanked, as somebody may do who passes a dump on; names are gone as well. */
const withIds =
  (byte: number) =>
  (fn: PciFunction): PciFunction =>
    as(fn, {
      config: ConfigSpace.of(fn.config.slice(0, fn.config.end).fill(byte, 0, Math.min(4, fn.config.end))),
      text: '',
    });

/** The addresses of the memory blanked as well. */
function withoutBars(fn: PciFunction): PciFunction {
  const bytes = fn.config.slice(0, fn.config.end);
  const end = (fn.config.u8(0x0e) & 0x7f) === 0 ? 0x28 : 0x18;
  return as(fn, { config: ConfigSpace.of(bytes.fill(0, 0x10, Math.min(end, bytes.length))) });
}

function shuffled(subjects: readonly Subject[]): Subject[] {
  const list = [...subjects];
  for (let n = list.length - 1, seed = 7; n > 0; n--) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    const other = seed % (n + 1);
    [list[n], list[other]] = [list[other] as Subject, list[n] as Subject];
  }
  return list;
}

/** What a guest sees that is given one VF. */
function guests(subjects: readonly Subject[]): Subject[] {
  const system = systemOf(subjects);
  return subjects
    .filter(({ truth }) => truth.role === 'vf' && truth.pf !== undefined)
    .map((subject) => ({
      ...subject,
      fn: guestView(system.report(subject.fn), system).fn,
      truth: { role: 'vf', pf: undefined },
    }));
}

type Mutation = (subjects: readonly Subject[], other: readonly Subject[]) => readonly Subject[];

const withoutPfs: Mutation = (subjects) => subjects.filter(({ truth }) => truth.role !== 'pf');
const mutations: Readonly<Record<string, Mutation>> = {
  'as it is': (subjects) => subjects,
  'PFs removed': withoutPfs,
  'only the VFs': (subjects) => subjects.filter(({ truth }) => truth.role === 'vf'),
  'cut to 256 bytes': (subjects) => map(subjects, cut(256)),
  'cut to 64 bytes': (subjects) => map(subjects, cut(64)),
  'PFs removed, cut to 256 bytes': (subjects, other) => map(withoutPfs(subjects, other), cut(256)),
  'PFs removed, cut to 64 bytes': (subjects, other) => map(withoutPfs(subjects, other), cut(64)),
  'names and stated IDs blank': (subjects) => map(subjects, (fn) => as(fn, { text: '' })),
  'IDs 0000h in the bytes': (subjects) => map(subjects, withIds(0x00)),
  'IDs FFFFh in the bytes': (subjects) => map(subjects, withIds(0xff)),
  'IDs FFFFh and BARs 0 in the bytes': (subjects) => map(map(subjects, withIds(0xff)), withoutBars),
  'PFs removed, IDs FFFFh in the bytes': (subjects, other) => map(withoutPfs(subjects, other), withIds(0xff)),
  'PFs removed, IDs 0000h in the bytes': (subjects, other) => map(withoutPfs(subjects, other), withIds(0)),
  'IDs FFFFh, cut to 64 bytes': (subjects) => map(map(subjects, withIds(0xff)), cut(64)),
  shuffled: (subjects) => shuffled(subjects),
  'buses renumbered': (subjects) => map(subjects, renumbered),
  'every second VF dropped': (subjects) =>
    subjects.filter(({ truth }, n) => truth.role !== 'vf' || n % 2 === 0),
  'two systems in one file, each in its domain': (subjects, other) => [
    ...subjects,
    ...map(other, (fn) => as(fn, { domain: fn.domain + 1 })),
  ],
  'two systems in one file, buses apart': (subjects, other) => [...subjects, ...map(other, renumbered)],
  'a guest sees one VF each': (subjects) => guests(subjects),
  'a guest sees one VF each, cut to 256 bytes': (subjects) => map(guests(subjects), cut(256)),
};

/** A guest of QEMU with one VF below a root port, or on the root bus. */
const inQemu =
  (edit: (fn: PciFunction) => PciFunction, place: 'below a port' | 'on the root bus' = 'below a port') =>
  (subjects: readonly Subject[]): Subject[][] =>
    guests(subjects).map((subject) => {
      const { domain } = subject.fn;
      const below = place === 'below a port';
      const around = [q35(domain), ...(below ? [rootPort(domain, 1)] : [])];
      const fn = as(edit(subject.fn), { routingId: below ? 0x100 : 0x28 });
      const others = around.map((other) => ({
        fn: other,
        id: `QEMU ${other.address}`,
        truth: { role: 'other', pf: undefined } as const,
      }));
      return [...others, { ...subject, fn }];
    });
const unchanged = (fn: PciFunction): PciFunction => fn;
const change =
  (edit: Parameters<typeof edited>[1]) =>
  (fn: PciFunction): PciFunction =>
    edited(fn, edit);

/** Mutations that make several systems of one. */
const systemMutations: Readonly<Record<string, (subjects: readonly Subject[]) => readonly Subject[][]>> = {
  'QEMU: one VF each below a port': inQemu(unchanged),
  'QEMU: Max_Payload_Size written': inQemu(change(payloadSize512)),
  'QEMU: Max_Read_Request_Size written': inQemu(change(readRequestSize512)),
  'QEMU: on the root bus, Max_Payload_Size written': inQemu(
    (fn) => edited(edited(fn, integrated), payloadSize512),
    'on the root bus',
  ),
  'QEMU: PASID added': inQemu(change(withPasid)),
  'one function cut out': (subjects) => subjects.map((one) => subjects.filter((other) => other !== one)),
  'one function alone': (subjects) => subjects.map((one) => [one]),
};

const snapshotOf = (functions: readonly PciFunction[]): Snapshot => ({
  source: 'x',
  inputFormat: 'lspci',
  ...(functions.every(({ config }) => config.end === 0) ? { inventory: true } : {}),
  functions: [...functions],
  diagnostics: [],
});
const systemOf = (subjects: readonly Subject[]): System =>
  new System(snapshotOf(subjects.map(({ fn }) => fn)), names);

type Judged = 'right' | 'unknown' | `wrong, ${NonNullable<Verdict['certainty']>}` | 'missed';

/** What must be said of a Function, for what is left of it and of its PF. */
function judge(subject: Subject, verdict: Verdict, all: readonly Subject[]): Judged {
  const { truth, fn } = subject;
  const wrong: Judged = `wrong, ${verdict.certainty ?? 'certain'}`;
  if (truth.role !== 'vf') {
    if (verdict.role === 'vf') return wrong;
    // Where the bytes that decide are not there, unknown is the answer.
    if (verdict.role === 'unknown') return fn.config.end < 4096 ? 'right' : 'unknown';
    return (verdict.role === 'pf') === (truth.role === 'pf') || verdict.role === 'unreadable'
      ? 'right'
      : 'missed';
  }
  if (verdict.role !== 'vf')
    return verdict.role === 'unknown' || verdict.role === 'unreadable' ? 'unknown' : 'missed';
  const pf = all.find((other) => other.id === truth.pf);
  const attachment = pf === undefined ? 'detached' : pf.fn.config.end < 4096 ? 'unknown' : 'attached';
  if (verdict.attachment === attachment) {
    if (attachment === 'attached') return verdict.pf === pf?.fn.key ? 'right' : wrong;
    if (attachment === 'unknown') return 'right';
    const kind = fn.config.u16(0) === 0xffff ? 'pf-not-in-dump' : 'guest-view';
    return verdict.detachedKind === kind ? 'right' : wrong;
  }
  return verdict.attachment === 'unknown' ? 'unknown' : wrong;
}
const samples = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'broken' && entry.name !== 's390x-zpci')
  .map(({ name }) => name);
const loaded = new Map<string, Subject[]>();
for (const name of samples) loaded.set(name, await sampleOf(name));

/** What lspci lists without -nn and without bytes: names and classes alone. */
async function listed(sample: string): Promise<Subject[]> {
  const bytes = await readFile(join(root, sample, 'lspci-xxxx.txt'), 'utf8');
  const lines = bytes.match(/^(?:[0-9a-f]{4,}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7] .*$/gm) ?? [];
  const text = lines.map((line) => `${line.replaceAll(/ \[[0-9a-f]{4}(?::[0-9a-f]{4})?\]/g, '')}\n`).join('');
  const { functions } = readBytes('list.txt', new TextEncoder().encode(text));
  const whole = loaded.get(sample) ?? [];
  return functions.flatMap((fn) => {
    const truth = whole.find((subject) => subject.fn.key === fn.key);
    return truth ? [{ ...truth, fn }] : [];
  });
}
const lists = new Map<string, Subject[]>();
// Of a slot without power, lspci lists what the kernel knew: VFs, which the bytes no longer show.
for (const name of samples) if (name !== 'dead-slot') lists.set(name, await listed(name));

const all: Readonly<Record<string, (sample: string, other: string) => readonly (readonly Subject[])[]>> = {
  ...Object.fromEntries(
    Object.entries(mutations).map(([name, mutation]) => [
      name,
      (sample: string, other: string) => {
        const subjects = mutation(loaded.get(sample) ?? [], loaded.get(other) ?? []);
        // A guest has one of them, and nothing else.
        return name.startsWith('a guest') ? subjects.map((one) => [one]) : [subjects];
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(systemMutations).map(([name, mutation]) => [
      name,
      (sample: string) => mutation(loaded.get(sample) ?? []),
    ]),
  ),
  'a list without IDs': (sample) => [lists.get(sample) ?? []],
};

const counts = Object.entries(all).map(([name, mutation]) => {
  const row: Record<Judged, number> = {
    right: 0,
    unknown: 0,
    missed: 0,
    'wrong, possible': 0,
    'wrong, probable': 0,
    'wrong, certain': 0,
  };
  const faults: string[] = [];
  for (const [n, sample] of samples.entries()) {
    for (const subjects of mutation(sample, samples[(n + 1) % samples.length] as string)) {
      const system = systemOf(subjects);
      for (const subject of subjects) {
        const { verdict } = system.report(subject.fn);
        const judged = judge(subject, verdict, subjects);
        row[judged]++;
        if (judged.startsWith('wrong') || judged === 'missed')
          faults.push(
            `${sample} ${subject.fn.address} is ${subject.truth.role}, said ${verdict.role} ${verdict.attachment} (${verdict.certainty}): ${verdict.reason}`,
          );
      }
    }
  }
  return { name, row, faults };
});

if (process.env['MUTATION_TABLE'] === '1') {
  console.table(Object.fromEntries(counts.map(({ name, row }) => [name, row])));
  console.log(counts.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)).join('\n'));
}

/** How many are right, and of how many nothing is said; none is missed or wrong. */
const expected: Readonly<Record<string, readonly [right: number, unknown: number]>> = {
  'as it is': [189, 0],
  'PFs removed': [171, 0],
  'only the VFs': [64, 0],
  'cut to 256 bytes': [188, 1],
  'cut to 64 bytes': [188, 1],
  'PFs removed, cut to 256 bytes': [170, 1],
  'PFs removed, cut to 64 bytes': [170, 1],
  'names and stated IDs blank': [189, 0],
  'IDs 0000h in the bytes': [185, 4],
  'IDs FFFFh in the bytes': [189, 0],
  'IDs FFFFh and BARs 0 in the bytes': [178, 11],
  'PFs removed, IDs FFFFh in the bytes': [171, 0],
  'PFs removed, IDs 0000h in the bytes': [168, 3],
  'IDs FFFFh, cut to 64 bytes': [125, 64],
  shuffled: [189, 0],
  'buses renumbered': [189, 0],
  'every second VF dropped': [157, 0],
  'two systems in one file, each in its domain': [378, 0],
  'two systems in one file, buses apart': [378, 0],
  'a guest sees one VF each': [62, 0],
  'a guest sees one VF each, cut to 256 bytes': [37, 25],
  'QEMU: one VF each below a port': [186, 0],
  'QEMU: Max_Payload_Size written': [186, 0],
  'QEMU: Max_Read_Request_Size written': [186, 0],
  'QEMU: on the root bus, Max_Payload_Size written': [124, 0],
  'QEMU: PASID added': [186, 0],
  'one function cut out': [4182, 0],
  'one function alone': [189, 0],
  // A VF of NVMe has the name of its PF.
  'a list without IDs': [152, 24],
};

describe('verdicts on dumps that were cut, edited or joined', () => {
  test.each(counts)('$name: nothing is wrong', ({ name, row, faults }) => {
    expect(faults).toEqual([]);
    const { right, unknown, ...wrong } = row;
    expect([right, unknown]).toEqual(expected[name]);
    expect(Object.values(wrong)).toEqual([0, 0, 0, 0]);
  });
});
