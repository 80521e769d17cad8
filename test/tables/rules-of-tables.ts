import type { CapabilityDefinition } from '../../src/registers/define.ts';
import type { Tables } from './level.ts';
import { linuxIdAgrees, linuxMacrosAgree, setpciNamesAreUnique } from './rules/aliases.ts';
import { fieldsFit, fieldsShareNoBits, registersHaveFields, widthsAreWhole } from './rules/bits.ts';
import { elementsFitInStride, registersFitInLength, registersShareNoBytes } from './rules/bytes.ts';
import { otherMacrosAgree } from './rules/macros.ts';
import {
  fileHasPathName,
  nameIsUnique,
  namesAreSnakeCase,
  titlesAreUnique,
  variantsHaveConditions,
} from './rules/names.ts';
import {
  conditionsCanHold,
  conditionsExist,
  governingValuesExist,
  quantitiesExist,
  scalesExist,
} from './rules/paths.ts';
import type { TableRule } from './rules/rule.ts';
import { nameOnlyHasReason, specsHaveEditions } from './rules/sources.ts';
import { membersFit, numbersFit, valuesNameEveryCode } from './rules/values.ts';

/** Every rule by its name. */
export const rules: Readonly<Record<string, TableRule>> = {
  widthsAreWhole,
  fieldsFit,
  registersHaveFields,
  fieldsShareNoBits,
  registersShareNoBytes,
  registersFitInLength,
  elementsFitInStride,
  namesAreSnakeCase,
  fileHasPathName,
  titlesAreUnique,
  nameIsUnique,
  variantsHaveConditions,
  conditionsExist,
  conditionsCanHold,
  quantitiesExist,
  scalesExist,
  governingValuesExist,
  valuesNameEveryCode,
  numbersFit,
  membersFit,
  linuxMacrosAgree,
  otherMacrosAgree,
  linuxIdAgrees,
  setpciNamesAreUnique,
  specsHaveEditions,
  nameOnlyHasReason,
};

/** What is wrong in one definition: the rule's name before each problem. */
export function problemsOf(definition: CapabilityDefinition, tables: Tables): string[] {
  return Object.entries(rules).flatMap(([name, rule]) =>
    rule(definition, tables).map((problem) => `${problem} [${name}]`),
  );
}
