import { kindOfType, type PortKind } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

/** Device/Port Types without ARI, by number. */
const without: Readonly<Partial<Record<PortKind, string>>> = {
  'root-port': 'a Root Port',
  'downstream-port': 'a Switch Downstream Port',
  'integrated-endpoint': 'an integrated endpoint',
  'event-collector': 'an event collector',
};
const fields = (type: number) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'ari.capability.next_function_number': 0,
});

export default defineRule({
  meta: {
    id: 'pcie/ari-not-in-rciep',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'ARI is in Functions of an upstream port',
    why: 'Nothing forwards by ARI to ports below or to Functions of a Root Complex: their numbers stay device and function.',
    fix: 'Take the capability out, or correct Device/Port Type.',
    exceptions: 'Some SoCs, such as Cavium ThunderX, have it in integrated endpoints.',
    spec: 'PCIe 6.0 §7.8.8',
    reads: ['pcie.capabilities.device_port_type'],
    needs: 4096,
    messages: { found: 'ARI is in {{what}}, type {{type}}, where it does not apply' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const what = without[kindOfType(type)];
    if (what !== undefined && subject.view.capability('ari')) {
      report('found', 'ari.capability', { what, type });
    }
  },
  examples: { good: [{ fields: fields(0) }], bad: [{ fields: fields(9) }] },
});
