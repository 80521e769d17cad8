import { closeSync, openSync, writeSync } from 'node:fs';
import { encode, type FieldValues } from '../../src/decode/encode.ts';
import { formatAddress, routingIdOf } from '../../src/model/address.ts';

export interface DumpShape {
  /** Functions in all. */
  readonly functions: number;
  /** Bytes of each: 64, 256 or 4,096. */
  readonly bytes?: number;
  /** Fills 800h to FFFh with data, so that few rows are zero. */
  readonly dense?: boolean;
  /** Text as `lspci -vvv` prints it between a header line and its rows. */
  readonly verbose?: boolean;
  readonly crlf?: boolean;
  /** Functions of one domain; the next ones go to another. */
  readonly perDomain?: number;
}

const vfsPerPf = 239;
const functionsPerPort = vfsPerPf + 1;
const portsPerDomain = 16;
const defaultPerDomain = portsPerDomain * (functionsPerPort + 1);

const hex2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

const express: FieldValues = {
  'msix.pba.offset': 0x1000,
  'pm.capabilities.version': 3,
  'pcie.capabilities.version': 2,
  'pcie.device_capabilities.role_based_error_reporting': 1,
  'pcie.device_capabilities.function_level_reset_capability': 1,
};

function port(secondary: number): Uint8Array {
  return encode(
    {
      'header.vendor_id': 0x1b36,
      'header.device_id': 0x000c,
      'header.class_code.base_class': 6,
      'header.class_code.sub_class': 4,
      'header.secondary_bus_number': secondary,
      'header.subordinate_bus_number': secondary,
      'pcie.capabilities.version': 2,
      'pcie.capabilities.device_port_type': 4,
      'pcie.device_capabilities_2.ari_forwarding_supported': 1,
      'pcie.device_control_2.ari_forwarding_enable': 1,
    },
    { layout: 1, capabilities: ['pcie', 'msi', 'aer'] },
  );
}

function pf(vfs: number): Uint8Array {
  return encode(
    {
      ...express,
      'header.vendor_id': 0x8086,
      'header.device_id': 0x1572,
      'header.class_code.base_class': 2,
      'header.command.memory_space_enable': 1,
      'header.command.bus_master_enable': 1,
      'sriov.control.vf_enable': vfs > 0 ? 1 : 0,
      'sriov.control.vf_memory_space_enable': vfs > 0 ? 1 : 0,
      'sriov.control.ari_capable_hierarchy': 1,
      'sriov.initial_vfs': vfsPerPf,
      'sriov.total_vfs': vfsPerPf,
      'sriov.num_vfs': vfs,
      'sriov.first_vf_offset': 16,
      'sriov.vf_stride': 1,
      'sriov.vf_device_id': 0x154c,
      'sriov.vf_bar[0]': 0xfe00_0000,
      'sriov.supported_page_sizes': 0x553,
      'sriov.system_page_size': 1,
      'ats.control.enable': 1,
    },
    { capabilities: ['pm', 'msi', 'msix', 'pcie', 'aer', 'dsn', 'ari', 'sriov', 'ats', 'acs'] },
  );
}

function vf(): Uint8Array {
  return encode(
    {
      ...express,
      'header.vendor_id': 0xffff,
      'header.device_id': 0xffff,
      'header.class_code.base_class': 2,
      'header.command.bus_master_enable': 1,
    },
    { capabilities: ['msix', 'pcie', 'aer', 'ari', 'ats', 'acs'] },
  );
}

/** Writes a valid PF/VF system of any size as lspci prints it. */
export function makeDump(path: string, shape: DumpShape): void {
  const fd = openSync(path, 'w');
  const perDomain = shape.perDomain ?? defaultPerDomain;
  let seed = 0x2545f491;
  const random = (): number => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return seed & 0xff;
  };
  const eol = shape.crlf ? '\r\n' : '\n';
  const text = shape.verbose
    ? `\tControl: I/O- Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- FastB2B- DisINTx+${eol}`.repeat(
        40,
      )
    : '';
  const bytes = shape.bytes ?? 4096;
  let pending: string[] = [];
  const put = (domain: number, rid: number, name: string, config: Uint8Array): void => {
    const rows: string[] = [`${formatAddress(domain, rid)} ${name}${eol}${text}`];
    for (let offset = 0; offset < bytes; offset += 16) {
      let row = `${offset.toString(16).padStart(2, '0')}:`;
      for (let n = offset; n < offset + 16; n++) {
        row += ` ${hex2[shape.dense && n >= 0x800 ? random() : (config[n] as number)]}`;
      }
      rows.push(row, eol);
    }
    rows.push(eol);
    pending.push(rows.join(''));
    if (pending.length >= 64) flush();
  };
  const flush = (): void => {
    const data = Buffer.from(pending.join(''), 'latin1');
    for (let at = 0; at < data.length; ) at += writeSync(fd, data, at);
    pending = [];
  };
  const virtual = vf();
  let left = shape.functions;
  for (let domain = 0; left > 0; domain++) {
    let room = Math.min(left, perDomain);
    left -= room;
    for (let n = 0; room > 0; n++) {
      const bus = n + 1;
      if (bus > 0xff) throw new Error('too many functions for one domain');
      put(domain, routingIdOf(0, n >> 3, n & 7), 'PCI bridge: Generated port', port(bus));
      room--;
      if (room === 0) break;
      const vfs = Math.min(room - 1, vfsPerPf);
      put(domain, routingIdOf(bus, 0, 0), 'Ethernet controller: Generated PF', pf(vfs));
      room--;
      for (let k = 0; k < vfs; k++, room--) {
        put(domain, routingIdOf(bus, 0, 0) + 16 + k, 'Ethernet controller: Generated VF', virtual);
      }
    }
  }
  flush();
  closeSync(fd);
}
