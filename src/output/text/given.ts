import { type Given, givenTo } from '../../machine/given.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { safe } from './safe.ts';
import type { Glyphs } from './style.ts';

/** `driver vfio-pci · IOMMU group 14 · NUMA node 0` of Functions with one driver and one node; '' where nothing is known. */
export function givenText(group: readonly FunctionReport[], g: Glyphs): string {
  const given = group.map(({ fn }) => givenTo(fn));
  const [{ driver, numaNode }] = given as [Given];
  const groups = given.flatMap(({ iommuGroup }) => (iommuGroup === null ? [] : [iommuGroup]));
  const parts = [
    ...(driver === null ? [] : [`driver ${safe(driver)}`]),
    ...(groups.length === 0
      ? []
      : [
          groupsText(
            [...new Set(groups)].sort((a, b) => a - b),
            g,
          ),
        ]),
    ...(numaNode === null ? [] : [`NUMA node ${numaNode}`]),
  ];
  return parts.join(` ${g.dot} `);
}

const groupsText = (numbers: readonly number[], g: Glyphs): string =>
  `IOMMU ${numbers.length === 1 ? 'group' : 'groups'} ${rangesText(numbers, g)}`;

/** `14…17, 20` of numbers in ascending order. */
export function rangesText(numbers: readonly number[], { to }: Pick<Glyphs, 'to'>): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range && range[1] + 1 === number) range[1] = number;
    else ranges.push([number, number]);
  }
  const texts = ranges.map(([first, last]) =>
    first === last ? `${first}` : `${first}${last === first + 1 ? ', ' : to}${last}`,
  );
  return texts.join(', ');
}
