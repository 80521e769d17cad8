import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-config-aliased',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The extended configuration space is not a copy of the first 256 bytes',
    why: 'A platform without ECAM access repeats the first 256 bytes 16 times; everything read from 100h on is wrong.',
    fix: 'Take the dump on a platform with ECAM, or keep 256 bytes.',
    spec: 'PCIe 6.0 §7.2.2',
    reads: [],
    needs: 4096,
    messages: { copies: 'the first dword, {{value}}, is there again at every multiple of 100h' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    const value = config.u32(0);
    if (value === 0 || value === 0xffffffff) return;
    for (let at = 0x100; at < 0x1000; at += 0x100) if (config.u32(at) !== value) return;
    report('copies', 0x100, { value: `${value.toString(16).toUpperCase().padStart(8, '0')}h` });
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0x8086 } }],
    bad: [
      {
        fields: { 'header.vendor_id': 0x8086 },
        bytes: {
          256: [0x86, 0x80, 0, 0],
          512: [0x86, 0x80, 0, 0],
          768: [0x86, 0x80, 0, 0],
          1024: [0x86, 0x80, 0, 0],
          1280: [0x86, 0x80, 0, 0],
          1536: [0x86, 0x80, 0, 0],
          1792: [0x86, 0x80, 0, 0],
          2048: [0x86, 0x80, 0, 0],
          2304: [0x86, 0x80, 0, 0],
          2560: [0x86, 0x80, 0, 0],
          2816: [0x86, 0x80, 0, 0],
          3072: [0x86, 0x80, 0, 0],
          3328: [0x86, 0x80, 0, 0],
          3584: [0x86, 0x80, 0, 0],
          3840: [0x86, 0x80, 0, 0],
        },
      },
    ],
  },
});
