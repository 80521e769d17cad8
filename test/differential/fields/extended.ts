import { cxl } from './extended-cxl.ts';
import { errors } from './extended-errors.ts';
import { functions } from './extended-functions.ts';
import { links } from './extended-links.ts';
import { power } from './extended-power.ts';
import { namedOnly } from './extended-titles.ts';
import { vendor } from './extended-vendor.ts';
import type { Table } from './language.ts';

export const extended: readonly Table[] = [
  ...functions,
  ...errors,
  ...power,
  ...links,
  ...vendor,
  ...cxl,
  ...namedOnly,
];
