import type { FunctionView } from '../../decode/view.ts';
import { givenTo } from '../../machine/given.ts';
import type { PhysicalFunction } from '../../machine/physical-function.ts';
import { formatId, formatKey } from '../../model/address.ts';
import type { PciFunction } from '../../model/function.ts';
import { basisOf } from '../../verdict/basis.ts';
import { pfOf, type System, vfNumberOf } from '../../verdict/system.ts';
import { addressesRecord, addressFields } from './addresses.ts';
import {
  count,
  described,
  flag,
  list,
  oneOf,
  optional,
  orNull,
  pattern,
  record,
  remembered,
  type TypeOf,
  text,
} from './shape.ts';
import type { WriteRecord } from './snapshots.ts';
import { address, attachment, certainty, id } from './terms.ts';

/** What `tree` says about an SR-IOV capability; null where the dump does not hold it. */
export const sriovShape = record({
  enabled: described(orNull(flag), 'VF Enable'),
  total_vfs: described(orNull(count), 'TotalVFs'),
  initial_vfs: described(orNull(count), 'InitialVFs'),
  num_vfs: described(orNull(count), 'NumVFs'),
  first_vf_offset: described(orNull(count), 'First VF Offset'),
  vf_stride: described(orNull(count), 'VF Stride'),
  vf_device_id: described(orNull(id), 'VF Device ID'),
  ari_capable_hierarchy: described(orNull(flag), 'ARI Capable Hierarchy'),
  function_dependency_link: described(orNull(count), 'Function Dependency Link'),
  vfs: described(list(address), 'its VFs in this dump'),
  missing_vfs: described(list(address), 'where VFs should be and are not'),
  unknown: optional(described(text, 'why its settings are not known')),
});
export type SriovRecord = TypeOf<typeof sriovShape>;

/** What `tree` says about one Function: every key in every row, but for BARs and windows. */
export const treeShape = record({
  address: described(address, 'with its domain, such as 0000:01:10.0'),
  role: described(
    oneOf('pf', 'vf', 'bridge', 'function', 'unreadable', 'unknown'),
    'what the Function is; a PF is one in which SR-IOV was seen, and unknown one whose deciding bytes are not in the dump',
  ),
  attachment: described(orNull(attachment), 'of a VF: whether its PF is in this dump; null for other roles'),
  detached_kind: described(
    orNull(oneOf('pf-not-in-dump', 'guest-view')),
    'of a detached VF: whether its PF was left out, or no PF is visible where the dump was taken',
  ),
  certainty: described(orNull(certainty), 'of a VF: how sure that is'),
  pf: described(orNull(address), 'of a VF: its PF, where the dump has it'),
  vf_number: described(orNull(count), 'counts from 1'),
  vendor_id: described(orNull(id), 'the effective one: that of the PF for a VF that reads ffff'),
  device_id: described(orNull(id), 'the effective one: the VF Device ID of the PF for a VF that reads ffff'),
  raw_vendor_id: described(orNull(id), 'as the bytes have it'),
  raw_device_id: described(orNull(id), 'as the bytes have it'),
  class_code: described(orNull(pattern('^[0-9a-f]{6}$')), 'base class, sub-class and programming interface'),
  name: described(orNull(text), 'of vendor and device, from the dump or from pci.ids'),
  driver: described(orNull(text), 'the driver that is bound to it, if the input says so'),
  iommu_group: described(orNull(count), 'its IOMMU group, if the input says so'),
  numa_node: described(orNull(count), 'its NUMA node, if the input says so'),
  known_bytes: described(count, 'bytes of its configuration space that the dump holds'),
  parent: described(orNull(address), 'the bridge above it'),
  reason: described(orNull(text), 'why something is not known, and what to do about it'),
  basis: described(
    orNull(oneOf('bytes', 'links', 'stated')),
    'what a PF or VF is known by: its bytes, links of the kernel, or words alone',
  ),
  // VFs of one PF have the same evidence in them.
  evidence: described(
    list(
      remembered(
        record({
          signal: described(text, 'its name, which `lsvf explain` takes'),
          weight: described(
            oneOf('decisive', 'strong', 'supporting', 'against'),
            'how much it counts, for a VF or against one',
          ),
          seen: described(text, 'what was seen, with its values'),
        }),
        'signal',
        (a, b) => a.seen === b.seen && a.weight === b.weight,
      ),
    ),
    'every signal that spoke for or against a VF',
  ),
  sriov: described(orNull(sriovShape), 'of a PF'),
  ...addressFields,
});
export type TreeRecord = TypeOf<typeof treeShape>;

const idText = (id: number | null): string | null => (id === null || id < 0 ? null : formatId(id));
const keyText = (key: number | null): string | null => (key === null ? null : formatKey(key));

export function treeRecord(system: System, fn: PciFunction): TreeRecord {
  const report = system.report(fn);
  const { verdict, name } = report;
  const { config } = fn;
  const { driver, iommuGroup, numaNode } = givenTo(fn);
  return {
    address: fn.address,
    role: verdict.role,
    attachment: verdict.attachment,
    detached_kind: verdict.detachedKind,
    certainty: verdict.certainty,
    pf: keyText(pfOf(report)),
    vf_number: vfNumberOf(report),
    vendor_id: idText(report.vendorId),
    device_id: idText(report.deviceId),
    raw_vendor_id: idText(config.u16(0)),
    raw_device_id: idText(config.u16(2)),
    class_code: classCode(report.view),
    name,
    driver,
    iommu_group: iommuGroup,
    numa_node: numaNode,
    known_bytes: config.knownBytes,
    parent: keyText(report.parent),
    reason: verdict.reason,
    basis: basisOf(fn, verdict, system.machine),
    evidence: verdict.evidence,
    sriov: report.pf ? sriovRecord(system, report.pf) : null,
    // The BARs of a VF read 0: its memory is in the VF BARs of its PF.
    ...(verdict.attachment === 'attached' ? {} : addressesRecord(report.view)),
  };
}

export const writeTree: WriteRecord = (system, fn) => treeShape.write(treeRecord(system, fn));

function classCode({ fn: { config } }: FunctionView): string | null {
  if (!config.has(9, 3)) return null;
  const code = (config.u8(0x0b) << 16) | (config.u8(0x0a) << 8) | config.u8(0x09);
  return code.toString(16).padStart(6, '0');
}

function sriovRecord(system: System, pf: PhysicalFunction): SriovRecord {
  const { settings } = pf;
  const { byKey } = system.machine;
  const vfs = pf.vfs.flatMap((key) => (key !== undefined && byKey.has(key) ? [formatKey(key)] : []));
  return {
    enabled: settings?.enabled ?? null,
    total_vfs: settings?.totalVfs ?? null,
    initial_vfs: settings?.initialVfs ?? null,
    num_vfs: settings?.numVfs ?? null,
    first_vf_offset: settings?.firstVfOffset ?? null,
    vf_stride: settings?.vfStride ?? null,
    vf_device_id: idText(settings?.vfDeviceId ?? null),
    ari_capable_hierarchy: settings?.ariCapableHierarchy ?? null,
    function_dependency_link: settings?.functionDependencyLink ?? null,
    vfs,
    missing_vfs: pf.missing.map(formatKey),
    ...(settings ? {} : { unknown: 'the SR-IOV capability is not in the dump' }),
  };
}
