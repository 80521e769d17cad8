import { parseDescription } from '../../../input/formats/lspci/line.ts';
import { defineRule } from '../../define.ts';

const id4 = (id: number): string => id.toString(16).padStart(4, '0');

export default defineRule({
  meta: {
    id: 'dump/header-ids-agree',
    severity: 'error',
    profile: 'recommended',
    title: 'The IDs that the text states are those of the bytes',
    why: 'Text and bytes come from different functions, or one of the two was edited: the fixture tests something else than its name says.',
    fix: 'Take the dump again; do not edit it by hand.',
    exceptions: 'Of a VF the text holds what the kernel made up; its bytes read FFFFh.',
    reads: ['header.vendor_id', 'header.device_id', 'header.revision_id'],
    messages: {
      ids: 'the text says {{stated}}, the bytes say {{read}}',
      revision: 'the text says revision {{stated}}, the bytes say {{read}}',
    },
  },
  check(subject, report) {
    const text = subject.fn.surroundings.text;
    const vendor = subject.get('header.vendor_id');
    const device = subject.get('header.device_id');
    if (!text || vendor === 0xffff) return;
    const stated = parseDescription(text);
    if (stated.vendorId !== undefined && (stated.vendorId !== vendor || stated.deviceId !== device)) {
      const ids = `${id4(stated.vendorId)}:${id4(stated.deviceId ?? 0xffff)}`;
      report('ids', 'header.vendor_id', { stated: ids, read: `${id4(vendor)}:${id4(device)}` });
    }
    const revision = subject.get('header.revision_id');
    if (stated.revision !== undefined && stated.revision !== revision) {
      report('revision', 'header.revision_id', { stated: stated.revision, read: revision });
    }
  },
  examples: {
    good: [
      {
        text: 'Ethernet controller [0200]: X [8086:10c9] (rev 01)',
        fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x10c9, 'header.revision_id': 1 },
      },
      { text: '0200: 8086:10ca', fields: { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff } },
    ],
    bad: [
      { text: '0200: 8086:10c9', fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x10d3 } },
      {
        text: 'Ethernet controller: X (rev 03)',
        fields: { 'header.vendor_id': 0x8086, 'header.revision_id': 1 },
      },
    ],
  },
});
