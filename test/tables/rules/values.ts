import { valuesIn } from '../level.ts';
import type { TableRule } from './rule.ts';

export const valuesNameEveryCode: TableRule = (definition) =>
  valuesIn(definition).flatMap(({ path, width, values }) => {
    if (!values) return [];
    const codes = Object.keys(values).filter((key) => key !== 'rest');
    const over = codes.filter((code) => !(Number(code) >= 0 && Number(code) < 2 ** width));
    const problems = over.map((code) => `${path}: code ${code} does not fit in ${width} bits`);
    if (values.rest !== undefined) return problems;
    if (width > 10) return [...problems, `${path}: ${width} bits of codes need a name for the rest`];
    const missing = Array.from({ length: 2 ** width }, (_, code) => code).filter((code) => !(code in values));
    return missing.length === 0
      ? problems
      : [...problems, `${path}: no name for code ${missing.join(', ')}, and none for the rest`];
  });

export const numbersFit: TableRule = (definition) =>
  valuesIn(definition).flatMap(({ path, width, reset, unit }) => {
    const fits = (value: number): boolean =>
      Number.isInteger(value) && value >= 0 && BigInt(value) < 1n << BigInt(width);
    const special = Object.keys(unit?.special ?? {}).filter((code) => !fits(Number(code)));
    return [
      ...(reset === undefined || fits(reset)
        ? []
        : [`${path}: reset ${reset} does not fit in ${width} bits`]),
      ...special.map((code) => `${path}: special code ${code} does not fit in ${width} bits`),
    ];
  });

export const membersFit: TableRule = (definition) =>
  valuesIn(definition).flatMap(({ path, width, members, values, unit }) => {
    if (members === undefined) return [];
    const bits = typeof members === 'string' || 'sizesFrom' in members ? [] : Object.keys(members);
    return [
      ...bits
        .filter((bit) => !(Number(bit) >= 0 && Number(bit) < width))
        .map((bit) => `${path}: bit ${bit} of its set does not fit in ${width} bits`),
      ...(values || unit ? [`${path}: is a set, and has other values beside`] : []),
    ];
  });
