/** A number as documents of PCI write it: `0Eh`, at least `digits` digits. */
export const hex = (value: number | bigint, digits = 2): string =>
  `${value.toString(16).toUpperCase().padStart(digits, '0')}h`;
