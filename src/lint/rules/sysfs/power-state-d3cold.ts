import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sysfs/power-state-d3cold',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A function in D3cold has no readable bytes',
    why: 'One of the two is of another moment: in D3cold nothing can be read.',
    fix: '{{facts}}',
    exceptions: 'The kernel wakes a function to read config, and power_state was read before.',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: [],
    needs: 64,
    messages: { alive: 'power_state is D3cold, but the configuration space was read' },
  },
  check({ fn }, report) {
    if (fn.attribute('power_state') === 'D3cold' && !fn.config.isFilledWith(0xff, 0, 64)) report('alive', 0);
  },
  examples: {
    good: [{ attributes: { power_state: 'D0' }, fields: {} }],
    bad: [{ attributes: { power_state: 'D3cold' }, fields: { 'header.vendor_id': 0x8086 } }],
  },
});
