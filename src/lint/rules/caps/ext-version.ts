import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-version',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Extended capabilities have a version',
    why: 'Versions begin at 1: software that asks for the version passes over the capability.',
    fix: 'Set Capability Version to the version of the structure, mostly 1.',
    exceptions: 'Vendor-specific capabilities of Intel 5500, 5520 and X58 have version 0.',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: { zero: 'Capability Version of {{name}} at {{offset}} is 0, but versions begin at 1' },
  },
  check({ view }, report) {
    for (const { entry, definition } of view.capabilities) {
      if (entry.kind !== 'extended' || entry.id === 0 || entry.version !== 0) continue;
      const name = definition?.title ?? `extended capability ${hex(entry.id, 4)}`;
      report('zero', entry.offset, { name, offset: hex(entry.offset, 3) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        options: { versions: { ari: 0 } },
      },
    ],
  },
});
