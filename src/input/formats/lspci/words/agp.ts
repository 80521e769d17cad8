import { flags, only, type Table, unread, value } from './language.ts';
import { decimalPlus, hex, hexOf } from './wordings.ts';

/** Rates of AGP: bits 2:0 stand for other ones in AGP 3 mode. */
const rates = only((raw, get) => {
  const agp3 = get('agp.version.major') === 3 && get('agp.status.agp_3_mode') === 1;
  const list = [0, 1, 2].filter((bit) => (raw >> bit) & 1).map((bit) => `x${1 << (bit + (agp3 ? 2 : 0))}`);
  return list.length > 0 ? list.join(',') : '<none>';
});

/** Out of AGP 3 mode lspci prints reserved bits under these names, and does not say which mode it is. */
const inAgp3 = unread;

const agp = (): Table => ({
  capabilities: ['agp'],
  rows: [
    value('', 'AGP version *.', 'agp.version.major', hex()),
    value('', 'AGP version **', 'agp.version', {
      show: (raw) => `${(raw >> 4).toString(16)}.${(raw & 15).toString(16)}`,
      read: (words) => (/^[0-9a-f]\.[0-9a-f]$/.test(words) ? hexOf(words.replace('.', '')) : undefined),
    }),
    value('Status', 'RQ=*', 'agp.status.request_queue_depth', decimalPlus(1)),
    ...inAgp3(
      flags('Status', 'agp.status', {
        Iso: 'isochronous',
        ITACoh: 'inside_aperture_coherent',
        GART64: 'gart_64bit',
        HTrans: 'host_translation_disabled',
      }),
    ),
    ...flags('Status', 'agp.status', {
      SBA: 'sideband_addressing',
      '64bit': 'over_4gb',
      FW: 'fast_writes',
      AGP3: 'agp_3_mode',
    }),
    ...inAgp3([
      value('Status', 'ArqSz=*', 'agp.status.optimum_request_size'),
      value('Status', ' Cal=*', 'agp.status.calibration_cycle'),
    ]),
    value('Status', 'Rate=**', 'agp.status', rates),
    value('Command', 'RQ=*', 'agp.command.request_queue_depth', decimalPlus(1)),
    ...flags('Command', 'agp.command', {
      SBA: 'sideband_addressing_enable',
      AGP: 'agp_enable',
      '64bit': 'over_4gb_enable',
      FW: 'fast_write_enable',
    }),
    ...inAgp3([
      ...flags('Command', 'agp.command', { GART64: 'gart_64bit_enable' }),
      value('Command', 'ArqSz=*', 'agp.command.optimum_request_size'),
      value('Command', ' Cal=*', 'agp.command.calibration_cycle'),
    ]),
    value('Command', 'Rate=**', 'agp.command', rates),
  ],
});

export default [agp];
