import type { PciFunction } from '../model/function.ts';
import { nothingStated, type Stated, type StatedBy } from '../model/stated.ts';

/** What words tell about a Function's place in its system, by the names that sysfs has for it. */
const words: Readonly<Record<string, (stated: Stated) => string | number | undefined>> = {
  driver: (stated) => stated.driver?.value,
  modules: (stated) => stated.modules?.value.join(', '),
  iommu_group: (stated) => stated.iommuGroup?.value,
  numa_node: (stated) => stated.numaNode?.value,
  physical_slot: (stated) => stated.physicalSlot?.value,
};

const isWords = ({ by }: { readonly by: StatedBy }): boolean => by !== 'sysfs';

/** The part of what words state that holds whatever the bytes are; attributes and links are kept as they are. */
export const systemStated = ({
  regions,
  driver,
  modules,
  iommuGroup,
  numaNode,
  physicalSlot,
}: Stated): Stated => ({
  ...nothingStated,
  regions: regions.filter(isWords),
  ...(driver && isWords(driver) ? { driver } : {}),
  ...(modules && isWords(modules) ? { modules } : {}),
  ...(iommuGroup && isWords(iommuGroup) ? { iommuGroup } : {}),
  ...(numaNode && isWords(numaNode) ? { numaNode } : {}),
  ...(physicalSlot && isWords(physicalSlot) ? { physicalSlot } : {}),
});

export const systemFacts: readonly string[] = Object.keys(words);

/** What an input tells about a Function by a name of sysfs: an attribute, a link's target, or what words state. */
export function systemFact(fn: PciFunction, name: string): string | undefined {
  const text = fn.attribute(name) ?? fn.link(name);
  if (text !== undefined) return text;
  return Object.hasOwn(words, name) ? words[name]?.(fn.stated)?.toString() : undefined;
}
