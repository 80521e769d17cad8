import { windowsOf } from '../../../decode/bars.ts';
import { isFieldPath, rowAt } from '../../../decode/row-at.ts';
import { valueText } from '../../../decode/value-text.ts';
import type { FunctionView } from '../../../decode/view.ts';
import { hex } from '../../../model/hex.ts';
import type { StatedCapability } from '../../../model/stated.ts';
import { defineRule } from '../../define.ts';

/** Offsets that only one of text and list has; of extended capabilities only where the text has any. */
function listDifference(
  view: FunctionView,
  capabilities: readonly StatedCapability[],
): { onlyText: number[]; onlyBytes: number[] } {
  const stated = new Set(capabilities.flatMap(({ offset }) => (offset === undefined ? [] : [offset])));
  const textHasExtended = [...stated].some((offset) => offset >= 0x100);
  const { standard, extended, entries } = view.walk;
  const whole = { standard: standard === 'complete', extended: extended === 'complete' };
  const read = new Set(entries.map(({ offset }) => offset));
  return {
    onlyText: [...stated].filter(
      (offset) => !read.has(offset) && (offset < 0x100 ? whole.standard : whole.extended),
    ),
    onlyBytes: entries
      .filter(({ kind, offset }) => !stated.has(offset) && (kind === 'standard' || textHasExtended))
      .map(({ offset }) => offset),
  };
}

/** Fields of windows, which the kernel keeps by CPU address too, of the class, which it corrects, and one that another
 * rule compares. */
const elsewhere =
  /^header\.(?:(?:io|memory|prefetchable(?:_memory)?)_(?:base|limit)(?:_upper)?\b|class_code\b|revision_id$)/;
/** The kernel states for a VF what it read from VF 1. */
const ofFirstVf = /^header\.subsystem_(?:vendor_)?id$/;
const fieldsOf = {
  io: 'header.io_base.address',
  memory: 'header.memory_base.address',
  prefetchable: 'header.prefetchable_memory_base.address',
} as const;
const namesOf = { io: 'I/O', memory: 'memory', prefetchable: 'prefetchable memory' } as const;

/** A value as people read it. */
function textOf(view: FunctionView, path: string, value: number | bigint): string {
  const row = rowAt(path, view.layout);
  return row ? valueText(row, value) : value.toString();
}

const header = '00:00.0 Ethernet controller: Example\n';
const rows = [
  '00: 86 80 c9 10 00 00 10 00 00 00 00 02 00 00 00 00',
  ...['10', '20'].map((offset) => `${offset}:${' 00'.repeat(16)}`),
  '30: 00 00 00 00 40 00 00 00 00 00 00 00 00 00 00 00',
  '40: 10 00 02 00 00 00 00 00 00 00 00 00 82 00 00 00',
  '50: 00 00 82 00 00 00 00 00 00 00 00 00 00 00 00 00',
  ...['6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'].map((n) => `${n}0:${' 00'.repeat(16)}`),
];
const dump = (...text: readonly string[]) => ({
  dump: `${header}${text.map((line) => `\t${line}\n`).join('')}${rows.join('\n')}\n`,
});

export default defineRule({
  meta: {
    id: 'dump/text-agrees',
    severity: 'warning',
    profile: 'pedantic',
    about: 'edit',
    title: 'The text of lspci -vv agrees with the bytes',
    why: 'lspci prints both from one reading: text and bytes were edited, or joined from two dumps.',
    fix: 'Take text and bytes by one lspci -vvv -xxxx.',
    exceptions:
      'Windows are compared by their size, and addresses by their low 12 bits: the kernel keeps them by CPU address, and those of VFs are its own.',
    reads: [],
    needs: 64,
    messages: {
      number: 'the text says {{stated}}, but {{field}} is {{read}}',
      missing: 'the text has a capability at {{offset}}, but the list in the bytes does not',
      added: 'the list in the bytes has a capability at {{offset}}, but the text does not',
      window: 'the text has {{stated}} as {{kind}}, but the registers say {{read}}',
      region: 'the text has Region {{n}} in {{stated}}, but BAR {{n}} is {{read}}',
    },
  },
  check({ view, fn, report: about }, report) {
    const { fields, capabilities, regions, windows = [] } = fn.stated;
    const isVf = about.verdict.role === 'vf';
    for (const [field, { value, by }] of fields) {
      if (!isFieldPath(field, view.layout)) continue;
      if (by !== 'lspci' || elsewhere.test(field) || (isVf && ofFirstVf.test(field))) continue;
      const reading = view.read(field);
      if (reading.state !== 'known' || BigInt(reading.value) === BigInt(value)) continue;
      report('number', field, {
        stated: textOf(view, field, value),
        field,
        read: textOf(view, field, reading.value),
      });
    }
    const listed = capabilities?.filter(({ offset }) => offset !== undefined) ?? [];
    if (listed.length > 0) {
      const { onlyText, onlyBytes } = listDifference(view, listed);
      for (const offset of onlyText) report('missing', undefined, { offset: hex(offset) });
      for (const offset of onlyBytes) report('added', offset, { offset: hex(offset) });
    }
    for (const { kind, range } of windows.filter(({ by }) => by === 'lspci')) {
      const read = windowsOf(view).find((one) => one.kind === kind)?.range;
      if (!range || !read || range.last - range.first === read.last - read.first) continue;
      const words = ({ first, last }: typeof range): string => `${first.toString(16)}-${last.toString(16)}`;
      report('window', fieldsOf[kind], { kind: namesOf[kind], stated: words(range), read: words(read) });
    }
    if (isVf || about.verdict.role === 'unreadable') return;
    const count = view.layout === 0 ? 6 : view.layout === 1 ? 2 : 0;
    for (const { index, of, kind, address, numbered, by } of regions) {
      if (
        by !== 'lspci' ||
        of !== 'function' ||
        index >= count ||
        address === undefined ||
        numbered === false
      )
        continue;
      const bar = view.config.u32(0x10 + 4 * index);
      if (bar <= 0 || bar === 0xffffffff) continue;
      const isIo = (bar & 1) === 1;
      const read = (bar & (isIo ? ~3 : ~0xf)) >>> 0;
      if (isIo === (kind === 'io') && (BigInt(read) & 0xfffn) === (address & 0xfffn)) continue;
      const place = (io: boolean, at: number | bigint): string =>
        `${io ? 'I/O ports at' : 'Memory at'} ${at.toString(16)}`;
      const values = { n: index, stated: place(kind === 'io', address), read: place(isIo, read) };
      report('region', 0x10 + 4 * index, values);
    }
  },
  examples: {
    good: [
      dump('Capabilities: [40] Express (v2) Endpoint', '\tLnkSta:\tSpeed 5GT/s, Width x8'),
      { dump: `${header}${rows.join('\n')}\n` },
    ],
    bad: [
      dump('Capabilities: [40] Express (v2) Endpoint', '\tLnkSta:\tSpeed 5GT/s, Width x4'),
      dump('Capabilities: [40] Express (v2) Endpoint', '\tLnkSta:\tSpeed 8GT/s (ok), Width x8 (ok)'),
      dump('Capabilities: [50] Express (v2) Endpoint'),
      {
        fields: { 'sriov.total_vfs': 8, 'sriov.control.vf_enable': 1 },
        says: [
          'Capabilities: [100 v1] Single Root I/O Virtualization (SR-IOV)',
          '\tIOVCtl:\tEnable- Migration- Interrupt- MSE- ARIHierarchy-',
          '\tInitial VFs: 8, Total VFs: 8, Number of VFs: 0, Function Dependency Link: 00',
        ],
      },
      {
        fields: { 'header.memory_base.address': 0xfd4, 'header.memory_limit.address': 0xfd5 },
        options: { layout: 1 },
        says: [
          'Bus: primary=00, secondary=00, subordinate=00, sec-latency=0',
          'Memory behind bridge: fd400000-fd4fffff [size=1M]',
        ],
      },
      {
        fields: { 'header.base_address[0]': 0xfe000000 },
        says: ['Region 0: I/O ports at e000 [size=32]'],
      },
    ],
  },
});
