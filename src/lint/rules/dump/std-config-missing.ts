import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'dump/std-config-missing',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'The dump holds more than the header',
    why: 'Without root, lspci -xxx shows 64 bytes: capabilities, SR-IOV among them, cannot be seen, and most rules cannot run.',
    fix: '{{bytes}}',
    exceptions: 'Fixtures that are meant to hold the header alone.',
    spec: 'Linux drivers/pci/pci-sysfs.c pci_read_config',
    reads: [],
    needs: 64,
    messages: {
      header: 'the dump ends after {{bytes}} bytes, and the Function has capabilities after them',
    },
    impliedBy: ['header/all-ones', 'sysfs/config-not-padded', 'dump/bytes-as-root'],
  },
  check({ fn }, report) {
    const { end, ranges } = fn.config;
    const header = fn.config.u8(0x0e) === 2 ? 128 : 64;
    if (!ranges && end === header && (fn.config.u16(6) & 0x10) !== 0)
      report('header', undefined, { bytes: end });
  },
  examples: {
    good: [{ fields: {}, options: { capabilities: ['pm'] } }],
    bad: [{ fields: {}, options: { capabilities: ['pm'], size: 64 } }],
  },
});
