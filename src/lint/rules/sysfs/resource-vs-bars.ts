import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sysfs/resource-vs-bars',
    severity: 'error',
    profile: 'recommended',
    title: 'resource states the addresses of the BARs',
    why: 'The tree was edited, or joined from two captures.',
    fix: 'Capture attributes and config together.',
    exceptions: 'Hosts where CPU and bus addresses differ by an offset, Enhanced Allocation, VFs.',
    reads: ['header.header_type.layout'],
    messages: { differs: 'resource {{n}} begins at {{start}}, but BAR {{n}} holds {{address}}' },
  },
  check(subject, report) {
    const { fn, report: about } = subject;
    const resource = fn.attribute('resource')?.split('\n');
    if (
      !resource ||
      subject.get('header.header_type.layout') !== 0 ||
      (about.verdict.role !== 'function' && about.verdict.role !== 'pf')
    )
      return;
    for (let n = 0; n < 6; n++) {
      const bar = fn.config.u32(0x10 + 4 * n);
      const match = /^0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16})/i.exec(resource[n] ?? '');
      if (!match || bar <= 0) continue;
      const start = BigInt(`0x${match[1]}`);
      const isIo = (bar & 1) === 1;
      const low = BigInt(isIo ? bar & ~3 : bar & ~0xf) & 0xffffffffn;
      const wide = !isIo && (bar & 6) === 4;
      const high = wide ? BigInt(fn.config.u32(0x14 + 4 * n)) << 32n : 0n;
      // The kernel keeps a host's offset between CPU and bus addresses: only the low bits are comparable then.
      if (start !== 0n && low !== 0n && (start & 0xfffn) !== ((high | low) & 0xfffn)) {
        report('differs', 0x10 + 4 * n, {
          n,
          start: `0x${start.toString(16)}`,
          address: `0x${(high | low).toString(16)}`,
        });
      }
      if (wide) n++;
    }
  },
  examples: {
    good: [
      {
        attributes: { resource: '0x00000000fe000000 0x00000000fe003fff 0x0000000000040200' },
        fields: { 'header.base_address[0]': 0xfe000000 },
      },
    ],
    bad: [
      {
        attributes: { resource: '0x00000000fe000100 0x00000000fe0001ff 0x0000000000040200' },
        fields: { 'header.base_address[0]': 0xfe000000 },
      },
    ],
  },
});
