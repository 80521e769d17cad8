import type { FunctionView } from '../../../decode/view.ts';
import type { FieldPath } from '../../../registers/index.ts';
import { defineRule } from '../../define.ts';

/** What lspci -vv says in its text, and the field that it read it from. */
const numbers: readonly (readonly [attribute: string, pattern: RegExp, radix: 10 | 16, field: FieldPath])[] =
  [
    ['text_sriov_counts', /^(\d{1,5}),/, 10, 'sriov.initial_vfs'],
    ['text_sriov_counts', /Total VFs: (\d{1,5})/, 10, 'sriov.total_vfs'],
    ['text_sriov_counts', /Number of VFs: (\d{1,5})/, 10, 'sriov.num_vfs'],
    ['text_sriov_places', /^(\d{1,5}),/, 10, 'sriov.first_vf_offset'],
    ['text_sriov_places', /stride: (\d{1,5})/, 10, 'sriov.vf_stride'],
    ['text_sriov_places', /Device ID: ([0-9a-f]{4})/i, 16, 'sriov.vf_device_id'],
    ['text_link_status', /Width x(\d{1,2})/, 10, 'pcie.link_status.negotiated_link_width'],
  ];
const rates = ['unknown', '2.5GT/s', '5GT/s', '8GT/s', '16GT/s', '32GT/s', '64GT/s', '128GT/s'];
const speedField = 'pcie.link_status.current_link_speed';
const enableField = 'sriov.control.vf_enable';
const hex = (n: number): string => `${n.toString(16).toUpperCase().padStart(2, '0')}h`;
const io = 'I/O ports at';

/** Offsets that only one of text and list has; of extended capabilities only where the text has any. */
function listDifference(view: FunctionView, text: string): { onlyText: number[]; onlyBytes: number[] } {
  const stated = new Set(text.split(' ').map((offset) => parseInt(offset, 16)));
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
    title: 'What lspci -vv says is what the bytes say',
    why: 'lspci prints both from one reading: text and bytes were edited, or joined from two dumps.',
    fix: 'Take text and bytes by one lspci -vvv -xxxx.',
    exceptions:
      'Addresses are compared by their low 12 bits: the kernel keeps them by CPU address, and those of VFs are its own.',
    reads: [],
    needs: 64,
    messages: {
      number: 'the text says {{stated}}, but {{field}} is {{read}}',
      missing: 'the text has a capability at {{offset}}, but the list in the bytes does not',
      added: 'the list in the bytes has a capability at {{offset}}, but the text does not',
      region: 'the text has Region {{n}} in {{stated}}, but BAR {{n}} is {{read}}',
    },
  },
  check({ view, fn, report: about }, report) {
    for (const [attribute, pattern, radix, field] of numbers) {
      const match = pattern.exec(fn.attribute(attribute) ?? '');
      const read = match ? view.get(field) : undefined;
      if (!match || read === undefined || parseInt(match[1] ?? '', radix) === read) continue;
      const text = radix === 16 ? read.toString(16).padStart(4, '0') : read;
      report('number', field, { stated: match[1] ?? '', field, read: text });
    }
    const speed = /Speed ([\d.]+GT\/s|unknown)/.exec(fn.attribute('text_link_status') ?? '')?.[1];
    const rate = speed === undefined ? undefined : rates[view.get(speedField) ?? -1];
    if (speed !== undefined && rate !== undefined && rate !== speed) {
      report('number', speedField, { stated: speed, field: speedField, read: rate });
    }
    const enable = /^Enable([+-])/.exec(fn.attribute('text_sriov_control') ?? '')?.[1];
    const enabled = enable === undefined ? undefined : view.get(enableField);
    if (enabled !== undefined && (enabled === 1) !== (enable === '+')) {
      report('number', enableField, { stated: `Enable${enable}`, field: enableField, read: enabled });
    }
    const list = fn.attribute('text_capabilities');
    if (list !== undefined) {
      const { onlyText, onlyBytes } = listDifference(view, list);
      for (const offset of onlyText) report('missing', undefined, { offset: hex(offset) });
      for (const offset of onlyBytes) report('added', offset, { offset: hex(offset) });
    }
    const { role } = about.verdict;
    if (role === 'vf' || role === 'unreadable') return;
    const count = view.layout === 0 ? 6 : view.layout === 1 ? 2 : 0;
    for (let n = 0; n < count; n++) {
      const stated = /^(I\/O ports|Memory) at ([0-9a-f]{1,16}) /i.exec(fn.attribute(`region${n}`) ?? '');
      const bar = view.config.u32(0x10 + 4 * n);
      if (!stated || bar <= 0 || bar === 0xffffffff) continue;
      const isIo = (bar & 1) === 1;
      const address = (bar & (isIo ? ~3 : ~0xf)) >>> 0;
      const low = Number.parseInt((stated[2] ?? '').slice(-3), 16);
      if (isIo === (`${stated[1]} at` === io) && (address & 0xfff) === (low & 0xfff)) continue;
      const read = `${isIo ? io : 'Memory at'} ${address.toString(16)}`;
      report('region', 0x10 + 4 * n, { n, stated: `${stated[1]} at ${stated[2]}`, read });
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
        functions: [
          {
            fields: { 'sriov.total_vfs': 8, 'sriov.control.vf_enable': 1 },
            attributes: {
              text_sriov_control: 'Enable- Migration-',
              text_sriov_counts: '8, Total VFs: 8, Number of VFs: 0, Function Dependency Link: 00',
            },
          },
        ],
      },
      {
        fields: { 'header.base_address[0]': 0xfe000000 },
        attributes: { region0: 'I/O ports at e000 [size=32]' },
      },
    ],
  },
});
