import type { Position } from '../../../model/diagnostic.ts';
import { capabilityOfId } from '../../capability-of-id.ts';
import type { Facts } from '../../facts.ts';

/* What `pciconf -c` says about capabilities: `cap 10[a0] = PCI-Express 2 endpoint max data 128(512) FLR`, and lines below. */

const listed = /^ {4}(e)?cap ([0-9a-f]{2,4})\[([0-9a-f]{2,3})\] = (.*)$/i;

/** Which capability the lines below are of. */
export interface Listed {
  readonly kind: 'standard' | 'extended';
  readonly id: number;
  readonly offset: number;
}

type State = (path: string, value: number) => void;
type Reader = (text: string, state: State) => void;

const portTypes: Readonly<Record<string, number>> = {
  endpoint: 0,
  'legacy endpoint': 1,
  'root port': 4,
  'upstream port': 5,
  'downstream port': 6,
  'PCI bridge': 7,
  'PCI to PCIe bridge': 8,
  'root endpoint': 9,
  'event collector': 10,
};
const speeds: Readonly<Record<string, number>> = {
  '2.5': 1,
  '5.0': 2,
  '8.0': 3,
  '16.0': 4,
  '32.0': 5,
  '64.0': 6,
};
const aspm: Readonly<Record<string, number>> = { disabled: 0, L0s: 1, L1: 2, 'L0s/L1': 3 };
const isOn = (word: string | undefined): number => (word === 'enabled' ? 1 : 0);
/** 128 bytes are 0, 256 are 1 … */
const sizeCode = (bytes: string | undefined): number | undefined => {
  const code = Math.log2(Number(bytes)) - 7;
  return Number.isInteger(code) && code >= 0 && code <= 7 ? code : undefined;
};

function powerManagement(text: string, state: State): void {
  const version = /\bpowerspec (\d)/.exec(text)?.[1];
  if (version) state('capabilities.version', Number(version));
  const supports = /\bsupports((?: D[0-3])+)/.exec(text)?.[1];
  if (supports) {
    state('capabilities.d1_support', supports.includes('D1') ? 1 : 0);
    state('capabilities.d2_support', supports.includes('D2') ? 1 : 0);
  }
  const current = /\bcurrent D([0-3])/.exec(text)?.[1];
  if (current) state('control_status.power_state', Number(current));
}

function msi(text: string, state: State): void {
  const [, supports, enabled] =
    /\bsupports (\d{1,2}) messages?(?:.*\benabled with (\d{1,2}) messages?)?/.exec(text) ?? [];
  if (supports === undefined) return;
  state('control.multiple_message_capable', Math.log2(Number(supports)));
  state('control.address_64bit_capable', /\b64 bit\b/.test(text) ? 1 : 0);
  state('control.per_vector_masking_capable', /\bvector masks\b/.test(text) ? 1 : 0);
  state('control.enable', enabled === undefined ? 0 : 1);
  if (enabled !== undefined) state('control.multiple_message_enable', Math.log2(Number(enabled)));
}

function msix(text: string, state: State): void {
  const count = /\bsupports (\d{1,4}) messages?/.exec(text)?.[1];
  if (count !== undefined) {
    state('control.table_size', Number(count) - 1);
    state('control.enable', /, enabled/.test(text) ? 1 : 0);
  }
  const [, tableBar, table, pbaBar, pba] =
    /\bTable in map 0x([0-9a-f]{2})\[0x([0-9a-f]{1,8})\], PBA in map 0x([0-9a-f]{2})\[0x([0-9a-f]{1,8})\]/i.exec(
      text,
    ) ?? [];
  if (tableBar === undefined || pbaBar === undefined) return;
  const bir = (register: string): number => (parseInt(register, 16) - 0x10) >> 2;
  state('table.bir', bir(tableBar));
  state('table.offset', parseInt(table ?? '', 16) / 8);
  state('pba.bir', bir(pbaBar));
  state('pba.offset', parseInt(pba ?? '', 16) / 8);
}

function express(text: string, state: State): void {
  const first =
    /\bPCI-Express (\d{1,2}) ([A-Za-z ]{1,24}?)(?: \d{1,2})?(?: slot)?(?: MSI \d{1,2}| IRQ \d{1,2})? max data /.exec(
      text,
    );
  if (first) {
    state('capabilities.version', Number(first[1]));
    const type = portTypes[first[2] as string];
    if (type !== undefined) state('capabilities.device_port_type', type);
  }
  const data = /\bmax data (\d{3,4})\((\d{3,4})\)/.exec(text);
  if (data) {
    const [now, most] = data.slice(1).map(sizeCode);
    if (now !== undefined) state('device_control.max_payload_size', now);
    if (most !== undefined) state('device_capabilities.max_payload_size_supported', most);
    state('device_capabilities.function_level_reset_capability', / FLR\b/.test(text) ? 1 : 0);
    if (/ RO\b/.test(text)) state('device_control.enable_relaxed_ordering', 1);
    if (/ NS\b/.test(text)) state('device_control.enable_no_snoop', 1);
  }
  const ari = / ARI (enabled|disabled)\b/.exec(text)?.[1];
  if (ari !== undefined) {
    state('device_capabilities_2.ari_forwarding_supported', 1);
    state('device_control_2.ari_forwarding_enable', isOn(ari));
  }
  const read = sizeCode(/\bmax read (\d{3,4})/.exec(text)?.[1]);
  if (read !== undefined) state('device_control.max_read_request_size', read);
  const width = /\blink x(\d{1,2})\(x(\d{1,2})\)/.exec(text);
  if (width) {
    state('link_status.negotiated_link_width', Number(width[1]));
    state('link_capabilities.maximum_link_width', Number(width[2]));
  }
  const speed = /\bspeed (\d{1,2}\.\d)\((\d{1,2}\.\d)\)/.exec(text);
  const [now, most] = (speed ?? []).slice(1).map((word) => speeds[word]);
  // Without a link it prints 0.0.
  if (now !== undefined) state('link_status.current_link_speed', now);
  if (most !== undefined) state('link_capabilities.max_link_speed', most);
  const power = /\bASPM (disabled|L0s\/L1|L0s|L1)\((disabled|L0s\/L1|L0s|L1)\)/.exec(text);
  if (power) {
    state('link_control.aspm_control', aspm[power[1] as string] ?? 0);
    state('link_capabilities.aspm_support', aspm[power[2] as string] ?? 0);
  }
}

function sriov(text: string, state: State): void {
  const control = /\bIOV (enabled|disabled), Memory Space (enabled|disabled), ARI (enabled|disabled)/.exec(
    text,
  );
  if (control) {
    state('control.vf_enable', isOn(control[1]));
    state('control.vf_memory_space_enable', isOn(control[2]));
    state('control.ari_capable_hierarchy', isOn(control[3]));
  }
  const count = /^ *(\d{1,5}) VFs configured out of (\d{1,5}) supported/.exec(text);
  if (count) {
    state('num_vfs', Number(count[1]));
    state('total_vfs', Number(count[2]));
  }
  const place = /\bFirst VF RID Offset 0x([0-9a-f]{4}), VF RID Stride 0x([0-9a-f]{4})/i.exec(text);
  if (place) {
    state('first_vf_offset', parseInt(place[1] as string, 16));
    state('vf_stride', parseInt(place[2] as string, 16));
  }
  const device = /\bVF Device ID 0x([0-9a-f]{4})/i.exec(text)?.[1];
  if (device) state('vf_device_id', parseInt(device, 16));
  const sizes = /\bPage Sizes: (.+)$/.exec(text)?.[1];
  if (sizes) {
    const bits = (list: RegExpStringIterator<RegExpExecArray>): number =>
      [...list].reduce((sum, [, bytes]) => sum + Number(bytes) / 4096, 0);
    state('supported_page_sizes', bits(sizes.matchAll(/(\d{4,13})/g)));
    state('system_page_size', bits(sizes.matchAll(/(\d{4,13}) \(enabled\)/g)));
  }
}

/** Words, and the field of the capability and of the control register. */
const acsWords: readonly (readonly [string, string, string])[] = [
  ['Source Validation', 'source_validation', 'source_validation_enable'],
  ['Translation Blocking', 'translation_blocking', 'translation_blocking_enable'],
  ['P2P Req Redirect', 'p2p_request_redirect', 'p2p_request_redirect_enable'],
  ['P2P Cmpl Redirect', 'p2p_completion_redirect', 'p2p_completion_redirect_enable'],
  ['P2P Upstream Forwarding', 'upstream_forwarding', 'upstream_forwarding_enable'],
  ['P2P Egress Control', 'p2p_egress_control', 'p2p_egress_control_enable'],
  ['P2P Direct Translated', 'direct_translated_p2p', 'direct_translated_p2p_enable'],
];

function acs(text: string, state: State): void {
  for (const [words, capability, control] of acsWords) {
    const value = new RegExp(`\\b${words} (unavailable|enabled|disabled)\\b`).exec(text)?.[1];
    if (value === undefined) continue;
    state(`capability.${capability}`, value === 'unavailable' ? 0 : 1);
    if (value !== 'unavailable') state(`control.${control}`, isOn(value));
  }
  const enhanced = /\bEnhanced Capability (unavailable|available)\b/.exec(text)?.[1];
  if (enhanced !== undefined) state('capability.enhanced_capability', enhanced === 'available' ? 1 : 0);
}

const readers: Readonly<Record<string, Reader>> = {
  pm: powerManagement,
  msi,
  msix,
  pcie: express,
  sriov,
  acs,
};

/** Takes a line of a capability, or one below it; the capability that the next lines are of. */
export function takeCapability(
  text: string,
  facts: Facts,
  at: Position,
  before: Listed | undefined,
): Listed | undefined {
  const match = listed.exec(text);
  let current = before;
  let words = text;
  if (match) {
    const [, extended, id = '', offset = '', rest = ''] = match;
    current = {
      kind: extended ? 'extended' : 'standard',
      id: parseInt(id, 16),
      offset: parseInt(offset, 16),
    };
    words = rest;
    const name = capabilityOfId(current.kind, current.id);
    // The version comes after the name of those that pciconf has one for.
    const version = current.kind === 'extended' ? / (\d{1,2})(?= |$)/.exec(rest)?.[1] : undefined;
    facts.capability({
      ...(name === undefined ? {} : { name }),
      title: rest.trim(),
      offset: current.offset,
      ...(version === undefined ? {} : { version: Number(version) }),
      kind: current.kind,
    });
  }
  const name = current && capabilityOfId(current.kind, current.id);
  if (name !== undefined && Object.hasOwn(readers, name))
    readers[name]?.(words, (path, value) => facts.field(`${name}.${path}`, value, at));
  return current;
}
