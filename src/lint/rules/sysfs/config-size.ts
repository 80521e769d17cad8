import { defineDumpRule } from '../../define.ts';

export default defineDumpRule({
  meta: {
    id: 'sysfs/config-size',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A config file has 64, 256 or 4096 bytes, and exists',
    why: 'Another size shows a copy that was cut, or an archive made by a tool that trusts the size that sysfs states.',
    fix: 'Copy config with cat or dd as root, or archive a copy of the tree.',
    spec: 'Linux drivers/pci/pci-sysfs.c pci_read_config',
    reads: [],
    messages: {},
    together: { 'there is no config file': '{{count}} of {{total}} functions have no config file' },
  },
  diagnostics: ['sysfs/config-size', 'sysfs/no-config', 'procfs/no-bytes', 'folder/no-bytes'],
  examples: {
    good: [{ files: { '0000:00:00.0/config': new Uint8Array(64) } }],
    bad: [
      { files: { '0000:00:00.0/config': new Uint8Array(100) } },
      { files: { '0000:00:00.0/config': new Uint8Array(0) } },
    ],
  },
});
