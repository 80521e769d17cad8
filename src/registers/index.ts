// Written by generate.js from the files of this folder.
import capabilitiesEa from './capabilities/ea.ts';
import capabilitiesMsi from './capabilities/msi.ts';
import type { CapabilityDefinition, PathsOf } from './define.ts';
import extendedSriov from './extended/sriov.ts';
import headerType0 from './header/type0.ts';
import headerType1 from './header/type1.ts';
import headerType2 from './header/type2.ts';

/** The header layouts, by header type. */
export const headers = [
  headerType0,
  headerType1,
  headerType2,
] as const satisfies readonly CapabilityDefinition[];

/** Every capability that lsvf knows. Where several share an ID, the first whose `when` holds is the one. */
export const capabilities = [
  capabilitiesEa,
  capabilitiesMsi,
  extendedSriov,
] as const satisfies readonly CapabilityDefinition[];

/** Every dotted name of every field and register. */
export type FieldPath = PathsOf<(typeof headers)[number] | (typeof capabilities)[number]>;
