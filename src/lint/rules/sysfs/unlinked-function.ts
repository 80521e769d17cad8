import { encode } from '../../../decode/encode.ts';
import { defineDumpRule } from '../../define.ts';

const bytes = encode({ 'header.vendor_id': 0x8086, 'header.class_code.base_class': 2 }, { size: 64 });
const folder = 'sys/devices/pci0000:00';
const entry = 'sys/bus/pci/devices';
const linked = {
  [`${folder}/0000:00:01.0/config`]: bytes,
  [`${entry}/0000:00:01.0`]: { link: '../../../devices/pci0000:00/0000:00:01.0' },
};

export default defineDumpRule({
  meta: {
    id: 'sysfs/unlinked-function',
    severity: 'warning',
    about: 'capture',
    profile: 'recommended',
    title: 'bus/pci/devices has a link to every function folder of a copy of sysfs',
    why: 'Programs find functions by these links. A folder without one is in the fixture, but no program that is tested with it sees it.',
    fix: 'Add the link, or delete the folder.',
    reads: [],
    messages: {},
  },
  diagnostics: ['sysfs/unlinked-function'],
  examples: {
    good: [{ files: linked }],
    bad: [{ files: { ...linked, [`${folder}/0000:00:02.0/config`]: bytes } }],
  },
});
