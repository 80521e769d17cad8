import { encode } from '../../../decode/encode.ts';
import { defineDumpRule } from '../../define.ts';

const bytes = encode({ 'header.vendor_id': 0x8086, 'header.class_code.base_class': 2 }, { size: 64 });
const folder = 'sys/devices/pci0000:00/0000:00:01.0';
const entry = 'sys/bus/pci/devices';

export default defineDumpRule({
  meta: {
    id: 'sysfs/folders-in-copy',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A copy of sysfs holds the folder of every function that it lists',
    why: 'bus/pci/devices holds links only. A Function whose folder was not copied is missing in the tree: nothing is known about it.',
    fix: 'Copy /sys/devices as well as /sys/bus/pci.',
    reads: [],
    messages: {},
  },
  diagnostics: ['sysfs/no-folder'],
  examples: {
    good: [
      {
        files: {
          [`${folder}/config`]: bytes,
          [`${entry}/0000:00:01.0`]: { link: '../../../devices/pci0000:00/0000:00:01.0' },
        },
      },
    ],
    bad: [
      {
        files: {
          [`${folder}/config`]: bytes,
          [`${entry}/0000:00:01.0`]: { link: '../../../devices/pci0000:00/0000:00:01.0' },
          [`${entry}/0000:00:02.0`]: { link: '../../../devices/pci0000:00/0000:00:02.0' },
        },
      },
    ],
  },
});
