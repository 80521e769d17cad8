import { encode } from '../../../decode/encode.ts';
import { defineDumpRule } from '../../define.ts';

const fields = { 'header.vendor_id': 0x8086, 'pm.capabilities.version': 3 } as const;

export default defineDumpRule({
  meta: {
    id: 'sysfs/config-not-padded',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A config file holds the bytes that were read, not zeros after them',
    why: 'Without root the kernel gives 64 bytes; tar fills them up with zeros to the size that sysfs states. Capabilities seem to be empty.',
    fix: 'Copy the tree as root, and copy config with cat or dd before it is put into an archive.',
    reads: [],
    messages: {},
  },
  diagnostics: ['sysfs/config-padded'],
  examples: {
    good: [
      { files: { '0000:00:00.0/config': encode(fields, { size: 256 }) } },
      { files: { '0000:00:00.0/config': encode(fields, { size: 64 }) } },
    ],
    bad: [{ files: { '0000:00:00.0/config': encode(fields, { size: 256 }).fill(0, 64) } }],
  },
});
