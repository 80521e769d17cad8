import { formatKey } from '../../model/address.ts';
import { snapshotName } from '../../model/snapshot.ts';
import { emulationOf } from '../../sharing/emulation.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { schemaVersion } from '../json.ts';

/** What a VMM has to do for each field of a VF. */
export function emulationJson(system: System, report: FunctionReport): string {
  const { rows, lacked } = emulationOf(system, report);
  const { fn, verdict } = report;
  const document = {
    schema_version: schemaVersion,
    source: snapshotName(system.snapshot),
    function: fn.address,
    pf: verdict.pf === null ? null : formatKey(verdict.pf),
    vf_number: verdict.vfNumber,
    rows: rows.map(({ offset, width, path, readValue, virtMask, writeMask, action, why }) => {
      const hex = (value: bigint): string => `0x${value.toString(16).padStart(width * 2, '0')}`;
      return {
        offset,
        width,
        path,
        read_value: readValue === null ? null : hex(readValue),
        virt_mask: hex(virtMask),
        write_mask: hex(writeMask),
        action,
        why,
      };
    }),
    lacked: lacked.map(({ name, hazard, why }) => ({ capability: name, hazard, why })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
