import { lengthOf } from '../../../decode/length.ts';
import { defineRule } from '../../define.ts';

const id = 0x13;
const lengthOfAf = 6;

export default defineRule({
  meta: {
    id: 'caps/af-reached',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'The capability list reaches Advanced Features',
    why: 'Bytes of that capability are there and no pointer leads to them: software does not find the Function Level Reset, and a pointer before it was probably cut off.',
    fix: 'Link the capability again, or clear its bytes.',
    spec: 'PCIe 6.0 §7.9.21',
    reads: ['header.status.capabilities_list'],
    needs: 256,
    messages: {
      lost: 'the 6 bytes at {{offset}} are those of Advanced Features, but no capability pointer leads there',
    },
  },
  check(subject, report) {
    const { view } = subject;
    const { config } = view;
    const hasList = subject.get('header.status.capabilities_list') === 1;
    if (view.layout > 1 || (hasList && view.walk.standard !== 'complete')) return;
    const covered = new Uint8Array(256);
    for (const capability of view.capabilities) {
      if (capability.entry.kind !== 'standard') continue;
      const { offset } = capability.entry;
      // One of unknown length may take all bytes up to the end.
      covered.fill(1, offset, offset + (lengthOf(view, capability) ?? 256));
    }
    for (let at = 0x40; at + lengthOfAf <= 256; at += 4) {
      if (covered[at] === 1 || config.u8(at) !== id || config.u8(at + 2) !== lengthOfAf) continue;
      const next = config.u8(at + 1);
      const isPointer = next === 0 || (next >= 0x40 && next % 4 === 0);
      // Both capabilities are always there together, and all other bits are reserved.
      if (!isPointer || config.u8(at + 3) !== 3 || config.u8(at + 4) > 1 || config.u8(at + 5) > 1) continue;
      report('lost', { offset: at, length: lengthOfAf }, { offset: `${at.toString(16).toUpperCase()}h` });
    }
  },
  examples: {
    good: [
      { fields: { 'af.capabilities.function_level_reset': 1, 'af.capabilities.transactions_pending': 1 } },
    ],
    bad: [{ fields: { 'pm.control_status.power_state': 0 }, bytes: { 152: [0x13, 0, 6, 3, 0, 0] } }],
  },
});
