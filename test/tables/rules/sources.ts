import { entriesOf, valuesIn } from '../level.ts';
import { type TableRule, unique } from './rule.ts';

/** `PCIe 6.0 §9.3.3`, `CXL 3.1 §8.1.3`, `PCI-X 2.0`: a specification, its edition, and a section where known. */
const edition = /^[A-Z][^§]*? r?\d+(\.\d+)*[a-z]?\b/;

export const specsHaveEditions: TableRule = (definition) => {
  const rows = [
    [definition.name, definition.spec] as const,
    ...entriesOf(definition).map(({ path, entry }) => [path, entry.spec] as const),
    ...valuesIn(definition).map(({ path, spec }) => [path, spec] as const),
  ];
  return unique(
    rows.flatMap(([path, spec]) => {
      if (spec === undefined || edition.test(spec)) return [];
      if (spec === '' && path === definition.name && definition.nameOnly) return [];
      return [`${path}: "${spec}" names no edition of a specification`];
    }),
  );
};

const headerNames = [
  'capability_id',
  'next_capability',
  'capability_header',
  'dvsec_header_1',
  'dvsec_header_2',
];

export const nameOnlyHasReason: TableRule = ({ name, nameOnly, registers, kind }) => {
  const own = Object.keys(registers).filter((key) => !headerNames.includes(key));
  if (nameOnly === undefined) {
    const shared = kind === 'extended' && 'dvsec_header_1' in registers;
    return own.length > 0 || shared ? [] : [`${name}: has no registers and does not say why`];
  }
  if (nameOnly.trim() === '') return [`${name}: does not say why only the name is known`];
  return own.length === 0 ? [] : [`${name}: is said to be known by name only, but has ${own.join(', ')}`];
};
