import { defineRule } from '../../define.ts';

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);
const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
const pairs = [
  ['vendor', 'header.vendor_id'],
  ['device', 'header.device_id'],
] as const;

export default defineRule({
  meta: {
    id: 'sysfs/ids-vs-config',
    severity: 'error',
    profile: 'recommended',
    title: 'sysfs states the IDs that the bytes hold',
    why: 'The tree was edited, or joined from two captures.',
    fix: 'Capture attributes and config together.',
    exceptions: 'Of a VF sysfs states the IDs that the kernel took from the PF; its bytes read FFFFh.',
    reads: ['header.vendor_id', 'header.device_id'],
    messages: { differs: '{{attribute}} says {{stated}}, the bytes say {{read}}' },
  },
  check(subject, report) {
    const { fn } = subject;
    for (const [attribute, field] of pairs) {
      const stated = numberOf(fn.attribute(attribute));
      const read = subject.get(field);
      // Of a VF the kernel states what the PF's SR-IOV capability says.
      if (stated === undefined || stated === read || read === 0xffff) continue;
      report('differs', field, { attribute, stated: hex(stated), read: hex(read) });
    }
  },
  examples: {
    good: [
      {
        attributes: { vendor: '0x8086', device: '0x1234' },
        fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x1234 },
      },
    ],
    bad: [
      {
        attributes: { vendor: '0x8086', device: '0x1235' },
        fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x1234 },
      },
    ],
  },
});
