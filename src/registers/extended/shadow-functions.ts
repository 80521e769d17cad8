import { bit, bits, defineExtended, register, repeat } from '../define.ts';
import { vf } from '../vf.ts';

export default defineExtended(() => ({
  id: 0x002d,
  name: 'shadow_functions',
  title: 'Shadow Functions',
  spec: 'PCIe 6.0 §7.9.25',
  inVf: 'optional',
  vf: vf(
    'independent',
    null,
    'VFs may have them too, if the shadow Routing IDs do not hit those of VFs; nothing answers at a shadow Routing ID.',
    { spec: 'r6/7 7.9.25' },
  ),
  length: { field: 'capability.number_of_shadow_functions', plus: 4, times: 4 },
  registers: {
    capability: register(
      0x04,
      32,
      'Shadow Functions Capability',
      {
        number_of_shadow_functions: bits(7, 0, 'Number of Shadow Functions', 'HwInit', {
          unit: { label: 'functions', plus: 1 },
        }),
      },
      { spec: 'PCIe 6.0 §7.9.25.2' },
    ),
    control: register(
      0x08,
      32,
      'Shadow Functions Control',
      { enable: bit(0, 'Shadow Functions Enable', 'RW', { reset: 0 }) },
      { spec: 'PCIe 6.0 §7.9.25.3' },
    ),
    instance: repeat(
      {
        title: 'Shadow Functions Instance',
        offset: 0x0c,
        count: { field: 'capability.number_of_shadow_functions', plus: 1 },
        stride: 4,
        spec: 'PCIe 6.0 §7.9.25.4',
      },
      register(0, 32, 'Shadow Functions Instance Entry', {
        shadow_function_number: bits(15, 0, 'Shadow Function Number', 'HwInit', {
          note: 'Distance of its Routing ID from that of this Function.',
        }),
      }),
    ),
  },
}));
