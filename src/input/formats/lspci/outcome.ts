import type { PciFunction } from '../../../model/function.ts';

/** The format of dumps. */
export const name = 'lspci';

/**
 * What a text of lspci turned out to be. One reader takes dumps, lists, and texts with both; scripts know them by two
 * names.
 */
export function outcome(functions: readonly PciFunction[]): { name: string; inventory: boolean } | undefined {
  if (functions.length === 0) return undefined;
  const isList = functions.some(({ config, surroundings }) => config.end === 0 && !surroundings.isRefused);
  const isDump = functions.some(({ config }) => config.end > 0) || !isList;
  return { name: isDump ? name : 'lspci-inventory', inventory: isList };
}
