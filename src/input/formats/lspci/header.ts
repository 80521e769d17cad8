import { type RoutingId, routingIdOf } from '../../../model/address.ts';

/** `-D` puts a domain first; `-P` and `-PP` the bridges on the way, of which only `-PP` tells the bus at the end. */
const headerText =
  /^(?:([0-9a-f]{4,8}):)?((?:(?:[0-9a-f]{2}:)?[0-9a-f]{2}\.[0-7]\/)*)(?:([0-9a-f]{2}):)?([0-9a-f]{2})\.([0-9a-f])(?:\s+(.*))?$/i;

/** A Function's first line. */
export interface Header {
  readonly domain: number;
  readonly routingId: RoutingId;
  readonly hasDomain: boolean;
  /** What comes after the address, and its index in the line. */
  readonly description: string;
  readonly at: number;
  /** Why no Function can have this address, and the index in the line of what shows it. */
  readonly wrong?: { readonly why: string; readonly index: number };
}

/** Takes a Function's first line apart; undefined where the text does not begin with an address. */
export function parseHeader(text: string): Header | undefined {
  const match = headerText.exec(text);
  if (!match) return undefined;
  const [, domain = '0', path = '', bus, device = '', fn = '', description = ''] = match;
  if (bus === undefined && path === '') return undefined;
  const number = parseInt(device, 16);
  const why =
    number > 0x1f
      ? `device ${device} is over 1f: no such address`
      : parseInt(fn, 16) > 7
        ? `function ${fn} is over 7: no such address`
        : bus === undefined
          ? 'lspci -P does not say the bus; take the dump with -D, or with -PP'
          : undefined;
  const hasDomain = match[1] !== undefined;
  const index = (hasDomain ? domain.length + 1 : 0) + path.length + (bus === undefined ? 0 : 3);
  return {
    domain: parseInt(domain, 16),
    routingId: routingIdOf(parseInt(bus ?? '0', 16), number & 0x1f, parseInt(fn, 16) & 7),
    hasDomain,
    description: description.trim(),
    at: text.length - description.length,
    ...(why === undefined ? {} : { wrong: { why, index } }),
  };
}
