/** Bus in bits 15:8, device in 7:3, function in 2:0 (PCIe 6.0 §2.2.4.2); with ARI bits 7:0 are the function. */
export type RoutingId = number;

/** One number per Function: domain × 2^16 + Routing ID. Exact for domains of up to 32 bits. */
export type AddressKey = number;

export function addressKey(domain: number, routingId: RoutingId): AddressKey {
  return domain * 0x10000 + routingId;
}

export const domainIn = (key: AddressKey): number => Math.floor(key / 0x10000);
export const routingIdIn = (key: AddressKey): RoutingId => key % 0x10000;

export function routingIdOf(bus: number, device: number, fn: number): RoutingId {
  return (bus << 8) | (device << 3) | fn;
}

export const busOf = (routingId: RoutingId): number => routingId >> 8;
export const deviceOf = (routingId: RoutingId): number => (routingId >> 3) & 0x1f;
export const functionOf = (routingId: RoutingId): number => routingId & 7;

const hex2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** `01:10.0` */
export function formatRoutingId(routingId: RoutingId): string {
  return `${hex2[routingId >> 8]}:${hex2[deviceOf(routingId)]}.${functionOf(routingId)}`;
}

/** `0000:01:10.0`; the domain takes more digits when it needs them. */
export function formatAddress(domain: number, routingId: RoutingId): string {
  if (domain !== lastDomain) {
    lastDomain = domain;
    lastDomainText = domain.toString(16).padStart(4, '0');
  }
  return `${lastDomainText}:${formatRoutingId(routingId)}`;
}

/** Functions of one domain follow each other. */
let lastDomain = 0;
let lastDomainText = '0000';

/** Four digits of an ID: `10ca`. */
export const formatId = (id: number): string => `${hex2[id >> 8]}${hex2[id & 0xff]}`;

export function formatKey(key: AddressKey): string {
  return formatAddress(domainIn(key), routingIdIn(key));
}

const pattern = /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([01][0-9a-f])\.([0-7])$/i;

/** The key of `[domain:]bb:dd.f`, or undefined when the text is not an address. */
export function parseAddress(text: string): AddressKey | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, domain = '0', bus = '', device = '', fn = ''] = match;
  return addressKey(parseInt(domain, 16), routingIdOf(parseInt(bus, 16), parseInt(device, 16), Number(fn)));
}
