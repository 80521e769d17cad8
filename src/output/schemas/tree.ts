import { address, count, described, flag, id, list, orNull, record, text, words } from './parts.ts';

const sriov = record(
  {
    enabled: orNull(flag),
    total_vfs: orNull(count),
    initial_vfs: orNull(count),
    num_vfs: orNull(count),
    first_vf_offset: orNull(count),
    vf_stride: orNull(count),
    vf_device_id: orNull(id),
    ari_capable_hierarchy: orNull(flag),
    function_dependency_link: orNull(count),
    vfs: described(list(address), 'its VFs in this dump'),
    missing_vfs: described(list(address), 'where VFs should be and are not'),
  },
  { unknown: described(text, 'why its settings are not known') },
);

/** What `tree` says of one Function. */
export const treeFunction = record({
  address,
  role: words('pf', 'vf', 'bridge', 'function', 'unreadable', 'unknown'),
  attachment: described(
    orNull(words('attached', 'detached', 'unknown')),
    'of a VF: whether its PF is in this dump; null for other roles',
  ),
  detached_kind: orNull(words('pf-not-in-dump', 'guest-view')),
  certainty: orNull(words('certain', 'probable', 'possible')),
  pf: orNull(address),
  vf_number: described(orNull(count), 'counts from 1'),
  vendor_id: described(orNull(id), 'the effective one: that of the PF for a VF that reads ffff'),
  device_id: orNull(id),
  raw_vendor_id: orNull(id),
  raw_device_id: orNull(id),
  class_code: orNull({ type: 'string', pattern: '^[0-9a-f]{6}$' }),
  name: orNull(text),
  known_bytes: count,
  parent: described(orNull(address), 'the bridge above it'),
  reason: described(orNull(text), 'why something is not known, and what to do about it'),
  evidence: list(
    record({ signal: text, weight: words('decisive', 'strong', 'supporting', 'against'), seen: text }),
  ),
  sriov: described({ anyOf: [{ type: 'null' }, sriov] }, 'of a PF'),
});
