import { flags, type Table, type Values, value, type Wording } from './language.ts';
import { hex, named, sign } from './wordings.ts';

/* Capabilities of few registers. */

const slotId = (): Table => ({
  capabilities: ['slot_id'],
  rows: [
    value('', 'Slot ID: * slots', 'slot_id.expansion_slot.slots_provided'),
    value('', 'First±', 'slot_id.expansion_slot.first_in_chassis', sign),
    value('', 'chassis *', 'slot_id.chassis_number', hex(2)),
  ],
});

const debugPort = (): Table => ({
  capabilities: ['debug_port'],
  rows: [
    value('', 'BAR=*', 'debug_port.location.bar'),
    value('', 'offset=*', 'debug_port.location.offset', hex(4)),
  ],
});

const subsystem = (): Table => ({
  capabilities: ['bridge_subsystem'],
  rows: [
    value('', 'Subsystem: **', 'bridge_subsystem.subsystem_vendor_id', {
      show(vendor, get) {
        const id = get('bridge_subsystem.subsystem_id') ?? 0;
        return `${vendor.toString(16).padStart(4, '0')}:${id.toString(16).padStart(4, '0')}`;
      },
      // With -nn the names come before the IDs.
      read(words): Values | undefined {
        const match = /(?:^|\[)([0-9a-f]{4}):([0-9a-f]{4})(?:\]|$)/i.exec(words);
        if (!match) return undefined;
        return {
          'bridge_subsystem.subsystem_vendor_id': parseInt(match[1] ?? '', 16),
          'bridge_subsystem.subsystem_id': parseInt(match[2] ?? '', 16),
        };
      },
    }),
  ],
});

const firstBarCode = 4;
const inConfigSpace = 15;
const sataPlace: Wording = {
  show(bar, get) {
    const version = `v${get('sata.revision.major')}.${get('sata.revision.minor')}`;
    if (bar === inConfigSpace) return `${version} InCfgSpace`;
    if (bar < firstBarCode || bar > firstBarCode + 5) return `${version} BAR??${bar}`;
    const offset = (get('sata.location.offset') ?? 0).toString(16).padStart(8, '0');
    return `${version} BAR${bar - firstBarCode} Offset=${offset}`;
  },
  read(words): Values | undefined {
    const match = /^v(\d+)\.(\d+) (?:(InCfgSpace)|BAR\?\?(\d+)|BAR([0-5]) Offset=([0-9a-f]{8}))/.exec(words);
    if (!match) return undefined;
    const [, major, minor, inside, other, bar, offset] = match;
    return {
      'sata.revision.major': Number(major),
      'sata.revision.minor': Number(minor),
      'sata.location.bar': inside ? inConfigSpace : other ? Number(other) : Number(bar) + firstBarCode,
      ...(offset === undefined ? {} : { 'sata.location.offset': parseInt(offset, 16) }),
    };
  },
};

const sata = (): Table => ({
  capabilities: ['sata'],
  rows: [
    value('', 'SATA HBA v*.', 'sata.revision.major'),
    value('', 'SATA HBA **', 'sata.location.bar', sataPlace),
  ],
});

const vendorSpecific = (): Table => ({
  capabilities: ['vendor_specific'],
  rows: [value('', 'Len=*', 'vendor_specific.length', hex(2))],
});

const space = named(
  {
    0: 'memory space, non-prefetchable',
    1: 'memory space, prefetchable',
    2: 'I/O space',
    3: 'VF memory space, prefetchable',
    4: 'VF memory space, non-prefetchable',
    5: 'allocation behind bridge, non-prefetchable memory',
    6: 'allocation behind bridge, prefetchable memory',
    7: 'allocation behind bridge, I/O space',
    253: 'memory space resource unavailable for use',
    254: 'I/O space resource unavailable for use',
    255: 'entry unavailable for use',
  },
  'other',
);
const equivalent = named(
  {
    0: 'BAR 0',
    1: 'BAR 1',
    2: 'BAR 2',
    3: 'BAR 3',
    4: 'BAR 4',
    5: 'BAR 5',
    6: 'resource behind function',
    7: 'not indicated',
    8: 'expansion ROM',
    9: 'VF-BAR 0',
    10: 'VF-BAR 1',
    11: 'VF-BAR 2',
    12: 'VF-BAR 3',
    13: 'VF-BAR 4',
    14: 'VF-BAR 5',
  },
  'reserved',
);
/** A base or offset with its upper half where it has one; its two low bits are not part of the address. */
const wide = (
  upper: 'ea.entry[0].base_upper' | 'ea.entry[0].max_offset_upper',
  address: 'ea.entry[0].base.address' | 'ea.entry[0].max_offset.offset',
  low2: number,
): Wording => ({
  show: (low, get) =>
    `${get(upper)?.toString(16) ?? ''}${(((low & ~3) | low2) >>> 0).toString(16).padStart(8, '0')}`,
  read(words): Values | undefined {
    if (!/^[0-9a-f]{8,16}$/i.test(words)) return undefined;
    const high = words.slice(0, -8);
    return {
      [address]: parseInt(words.slice(-8), 16) >>> 2,
      ...(high === '' ? {} : { [upper]: parseInt(high, 16) }),
    };
  },
});

const ea = (): Table => ({
  capabilities: ['ea'],
  rows: [
    value('', 'NumEntries=*', 'ea.entries.count'),
    ...flags('Entry #', 'ea.entry[0].format', { Enable: 'enable', Writable: 'writable' }),
    value('Entry #', 'EntrySize=*', 'ea.entry[0].format.entry_size'),
    value(
      'Entry #',
      'BAR Equivalent Indicator: * PrimaryProperties',
      'ea.entry[0].format.bar_equivalent_indicator',
      equivalent,
    ),
    value(
      'Entry #',
      'PrimaryProperties: * SecondaryProperties',
      'ea.entry[0].format.primary_properties',
      space,
    ),
    value(
      'Entry #',
      ' Base: * MaxOffset',
      'ea.entry[0].base',
      wide('ea.entry[0].base_upper', 'ea.entry[0].base.address', 0),
    ),
    value(
      'Entry #',
      'MaxOffset: *',
      'ea.entry[0].max_offset',
      wide('ea.entry[0].max_offset_upper', 'ea.entry[0].max_offset.offset', 3),
    ),
  ],
});

const virtio = (): Table => ({
  capabilities: ['virtio'],
  rows: [
    value(
      '',
      'VirtIO: **',
      'virtio.cfg_type',
      named({ 1: 'CommonCfg', 2: 'Notify', 3: 'ISR', 4: 'DeviceCfg' }, '<unknown>'),
    ),
    value('', 'BAR=*', 'virtio.bar'),
    value('', 'offset=*', 'virtio.offset', hex(8)),
    value('', ' size=*', 'virtio.structure_length', hex(8)),
    value('', 'multiplier=*', 'virtio.notify_off_multiplier', hex(8)),
  ],
});

export default [ea, virtio, slotId, debugPort, subsystem, sata, vendorSpecific];
