import { encode } from '../../src/decode/encode.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import type { Random } from './random.ts';

/* Graphs of links: Functions of every kind whose physfn and virtfnN lead to any of them, in any direction. */

const origin = { kind: 'binary', file: 'fuzz' } as const;

function bytesOf(random: Random, bus: number): Uint8Array {
  const ids = random.oneIn(3)
    ? { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff }
    : { 'header.vendor_id': 0x8086, 'header.device_id': random.pick([0x10c9, 0x10ca, 0x1515]) };
  switch (random.below(5)) {
    case 0:
      return encode(
        {
          ...ids,
          'header.class_code.base_class': 6,
          'header.secondary_bus_number': random.oneIn(3) ? random.below(256) : bus + random.below(3),
          'header.subordinate_bus_number': random.oneIn(3) ? random.below(256) : bus + random.below(6),
        },
        { layout: random.oneIn(4) ? 2 : 1 },
      );
    case 1:
      return encode({
        ...ids,
        'pcie.capabilities.device_port_type': 0,
        'sriov.control.vf_enable': random.below(2),
        'sriov.total_vfs': 8,
        'sriov.num_vfs': random.below(9),
        'sriov.first_vf_offset': random.pick([0, 1, 8, 0x80, 0x100, 0xffff]),
        'sriov.vf_stride': random.pick([0, 1, 2, 0x100]),
      });
    case 2:
      return encode({ ...ids, 'pcie.capabilities.device_port_type': 0 });
    case 3:
      return new Uint8Array(64).fill(random.oneIn(2) ? 0xff : 0);
    default:
      return encode(ids, { size: random.pick([64, 256, 4096]) });
  }
}

/** A system of which nothing that links or bytes say has to fit the rest. */
export function linkGraph(random: Random): PciFunction[] {
  const buses = 1 + random.below(5);
  const domains = random.oneIn(5) ? 2 : 1;
  const places = Array.from({ length: 2 + random.below(10) }, () => ({
    domain: random.below(domains),
    routingId: (random.below(buses) << 8) | random.below(random.oneIn(2) ? 4 : 64),
  }));
  const somewhere = (): string => {
    const { domain, routingId } = random.pick(places);
    const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
    return `${hex(domain, 4)}:${hex(routingId >> 8, 2)}:${hex((routingId >> 3) & 31, 2)}.${routingId & 7}`;
  };
  return places.map(({ domain, routingId }) => {
    const links = new Map<string, string>();
    if (random.oneIn(2)) links.set('physfn', somewhere());
    while (random.oneIn(2)) links.set(`virtfn${random.oneIn(3) ? random.below(9) : 0}`, somewhere());
    const attributes = new Map<string, string>();
    if (random.oneIn(5)) attributes.set('sriov_totalvfs', '8');
    if (random.oneIn(8)) attributes.set('vfn', '1');
    if (random.oneIn(8)) attributes.set('sriov_vf_msix_count', '');
    const config = ConfigSpace.of(bytesOf(random, routingId >> 8));
    return new PciFunction(domain, routingId, config, origin, { links, attributes });
  });
}
