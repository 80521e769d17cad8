import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

const zeros = [
  ['header.cache_line_size', 'Cache Line Size'],
  ['header.latency_timer', 'Latency Timer'],
  ['header.bist', 'BIST'],
  ['header.cardbus_cis_pointer', 'CardBus CIS Pointer'],
  ['header.interrupt_line', 'Interrupt Line'],
  ['header.status.immediate_readiness', 'Immediate Readiness'],
  ['header.status.interrupt_status', 'Interrupt Status'],
] as const;

export default defineRule({
  meta: {
    id: 'vf/header-roz-nonzero',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Header fields that are always 0 in a VF read 0',
    why: 'Another value shows that these bytes are a copy of the PF or the view of a hypervisor.',
    fix: 'Set the field to 0, or say in the fixture that it is what a guest sees.',
    exceptions: 'vfio keeps Interrupt Line and Cache Line Size for guests, with real IDs.',
    spec: 'PCIe 6.0 §7.5.1.1',
    reads: zeros.map(([path]) => path),
    messages: { set: '{{name}} of a VF is {{value}}; it should be 0' },
  },
  check(subject, report) {
    for (const [path, name] of zeros) {
      const value = subject.get(path);
      if (value !== 0 && isRawVf(subject)) report('set', path, { name, value: hex(value, 2) });
    }
  },
  examples: {
    good: [{ fields: vfIds }, { fields: { 'header.cache_line_size': 16 } }],
    bad: [
      { fields: { ...vfIds, 'header.cache_line_size': 16 } },
      { fields: { ...vfIds, 'header.interrupt_line': 255 } },
    ],
  },
});
