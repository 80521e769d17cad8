import type { StatedFact } from '../../../model/stated.ts';
import { defineRule } from '../../define.ts';

/** What lspci's text states; other rules compare attributes of sysfs. */
const inText = (fact: StatedFact<number> | undefined): number | undefined =>
  fact?.by === 'lspci' ? fact.value : undefined;
const id4 = (id: number): string => id.toString(16).padStart(4, '0');

export default defineRule({
  meta: {
    id: 'dump/header-ids-agree',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The IDs that the text states are those of the bytes',
    why: 'Text and bytes come from different functions, or one of the two was edited: the fixture tests something else than its name says.',
    fix: '{{again}} Do not edit it by hand.',
    exceptions: 'The text holds what the kernel made up for a VF; its bytes read FFFFh.',
    reads: ['header.vendor_id', 'header.device_id', 'header.revision_id'],
    messages: {
      ids: 'the text says {{stated}}, the bytes say {{read}}',
      revision: 'the text says revision {{stated}}, the bytes say {{read}}',
    },
  },
  check(subject, report) {
    const vendor = subject.get('header.vendor_id');
    const device = subject.get('header.device_id');
    if (vendor === 0xffff) return;
    const vendorId = inText(subject.fn.stated.vendorId);
    const deviceId = inText(subject.fn.stated.deviceId);
    if (vendorId !== undefined && (vendorId !== vendor || deviceId !== device)) {
      const ids = `${id4(vendorId)}:${id4(deviceId ?? 0xffff)}`;
      report('ids', 'header.vendor_id', { stated: ids, read: `${id4(vendor)}:${id4(device)}` });
    }
    const read = subject.get('header.revision_id');
    const stated = inText(subject.fn.stated.revision);
    if (stated !== undefined && stated !== read) {
      report('revision', 'header.revision_id', { stated, read });
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
