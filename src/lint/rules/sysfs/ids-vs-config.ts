import { defineRule } from '../../define.ts';
import { statedNumber } from '../../stated-number.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
const pairs = [
  ['vendor', 'header.vendor_id'],
  ['device', 'header.device_id'],
] as const;
/** Functions that are not VFs: for a VF the kernel states what it read from VF 1. */
const ownPairs = [
  ['revision', 'header.revision_id'],
  ['subsystem_vendor', 'header.subsystem_vendor_id'],
  ['subsystem_device', 'header.subsystem_id'],
] as const;
const vf = (device: string) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'header.vendor_id': 0x8086, 'sriov.vf_device_id': 0x10ca } },
    { address: '00:00.1', fields: vfIds, attributes: { vendor: '0x8086', device } },
  ],
});

export default defineRule({
  meta: {
    id: 'sysfs/ids-vs-config',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'sysfs states the IDs that the bytes hold',
    why: 'The tree was edited, or joined from two captures.',
    fix: '{{facts}}',
    exceptions:
      'sysfs states the IDs of a VF that the kernel took from the PF; its bytes read FFFFh. The class is not compared: the kernel corrects that of some devices.',
    spec: 'Linux drivers/pci/pci-sysfs.c, drivers/pci/iov.c',
    reads: ['header.vendor_id', 'header.device_id'],
    messages: {
      differs: '{{attribute}} says {{stated}}, the bytes say {{read}}',
      vf: '{{attribute}} of a VF says {{stated}}, but its PF {{pf}} says {{read}}',
    },
  },
  check(subject, report) {
    const { fn, view } = subject;
    const isVf = subject.report.verdict.role === 'vf';
    const pf = pfOf(subject);
    for (const [attribute, field] of pairs) {
      const stated = statedNumber(fn, attribute);
      const read = subject.get(field);
      if (stated === undefined || stated === read) continue;
      if (read !== 0xffff)
        report('differs', { field, attribute }, { attribute, stated: hex(stated), read: hex(read) });
      else if (isVf && pf) {
        const theirs = pf.get(field === 'header.vendor_id' ? field : 'sriov.vf_device_id');
        if (theirs === undefined || theirs === 0xffff || theirs === stated) continue;
        const values = { attribute, stated: hex(stated), read: hex(theirs), pf: pf.fn.address };
        report('vf', { field, attribute, related: [{ message: 'the PF', fn: pf.fn }] }, values);
      }
    }
    if (isVf || view.layout !== 0) return;
    for (const [attribute, field] of ownPairs) {
      const stated = statedNumber(fn, attribute);
      const read = view.get(field);
      if (stated === undefined || read === undefined || stated === read) continue;
      report('differs', { field, attribute }, { attribute, stated: hex(stated), read: hex(read) });
    }
  },
  examples: {
    good: [
      {
        attributes: { vendor: '0x8086', device: '0x1234' },
        fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x1234 },
      },
      { attributes: { vendor: 'none' }, fields: { 'header.vendor_id': 0x8086 } },
      vf('0x10ca'),
    ],
    bad: [
      {
        attributes: { vendor: '0x8086', device: '0x1235' },
        fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x1234 },
      },
      { attributes: { revision: '0x02' }, fields: { 'header.vendor_id': 0x8086 } },
      vf('0x10ed'),
    ],
  },
});
