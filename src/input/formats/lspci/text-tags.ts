/* What the text between a Function's first line and its rows states. */

type Tags = readonly (readonly [prefix: string, attribute: string])[];

const textTags: Tags = [
  ['Kernel driver in use: ', 'driver'],
  ['IOMMU group: ', 'iommu_group'],
  ['NUMA node: ', 'numa_node'],
  ['Physical Slot: ', 'physical_slot'],
  ['Region 0: ', 'region0'],
  ['Region 1: ', 'region1'],
  ['Region 2: ', 'region2'],
  ['Region 3: ', 'region3'],
  ['Region 4: ', 'region4'],
  ['Region 5: ', 'region5'],
  ['Capabilities: [', 'text_capabilities'],
];
/** Details of capabilities, a tab further in; only facts that a linter can hold against the bytes. */
const detailTags: Tags = [
  ['LnkSta:', 'text_link_status'],
  ['IOVCtl:', 'text_sriov_control'],
  ['Initial VFs: ', 'text_sriov_counts'],
  ['VF offset: ', 'text_sriov_places'],
];
const initialsOf = (tags: Tags) => new Set(tags.map(([prefix]) => prefix.charCodeAt(0)));
const tagInitials = initialsOf(textTags);
const detailInitials = initialsOf(detailTags);
const decoder = new TextDecoder();

/** Adds what a line states that begins with tabs: behind more than one stand details of capabilities. */
export function takeTextTag(
  buffer: Uint8Array,
  start: number,
  end: number,
  isDetail: boolean,
  attributes: Map<string, string> | undefined,
): Map<string, string> | undefined {
  const initial = buffer[start] as number;
  if (!(isDetail ? detailInitials : tagInitials).has(initial)) return attributes;
  const text = decoder.decode(buffer.subarray(start, end));
  for (const [prefix, attribute] of isDetail ? detailTags : textTags) {
    if (!text.startsWith(prefix)) continue;
    const result = attributes ?? new Map<string, string>();
    const value = text.slice(prefix.length).trim();
    if (attribute === 'text_capabilities') takeListed(value, result);
    else result.set(attribute, value);
    return result;
  }
  return attributes;
}

/** A line for each capability: keeps their offsets, in the order of the text. */
function takeListed(text: string, attributes: Map<string, string>): void {
  const offset = /^[0-9a-f]{2,3}\b/.exec(text)?.[0];
  if (offset === undefined) return;
  const before = attributes.get('text_capabilities');
  attributes.set('text_capabilities', before === undefined ? offset : `${before} ${offset}`);
}
