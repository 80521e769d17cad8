import { defineRule } from '../../define.ts';

const hex = (n: number): string => `${n.toString(16).toUpperCase()}h`;

export default defineRule({
  meta: {
    id: 'caps/ext-no-null',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'The list of extended capabilities has no Null capability',
    why: 'It is legal, and hides a capability; a row of zeros looks much the same.',
    fix: 'Compare with the device: if it has a capability there, re-capture it.',
    exceptions: 'Virtual machines of which the monitor takes capabilities out.',
    spec: 'PCIe 6.0 §7.9.28',
    reads: [],
    needs: 4096,
    messages: { found: 'the extended capability at {{offset}} has ID 0000h (Null)' },
  },
  check({ view }, report) {
    for (const { kind, id, offset, version, next } of view.walk.entries) {
      if (kind !== 'extended' || id !== 0 || offset === 0x100) continue;
      // An empty header is caps/ext-next-to-zero.
      if (version !== 0 || next !== 0) report('found', offset, { offset: hex(offset) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'ari.control.function_group': 0,
          'ats.control.enable': 0,
        },
        options: { offsets: { ari: 0x100, ats: 0x140 } },
        bytes: { 320: [0, 0] },
      },
    ],
  },
});
