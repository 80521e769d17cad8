import { valueText } from '../decode/value-text.ts';
import type { CapabilityDefinition } from '../registers/define.ts';
import type { ReferenceRow } from './rows.ts';

/** A macro of linux/pci_regs.h that a table names beside those of its rows. */
export interface Macro {
  readonly name: string;
  /** A row's path without the capability's name; '' for the capability. */
  readonly path: string;
  /** `2:1` or `2,0` of a register, where that is not a field. */
  readonly bits: string | undefined;
  /** Which code of the field or of the bits. */
  readonly code: number | undefined;
  /** Whether it takes an argument. */
  readonly called: boolean;
  /** Whether it is not a mask, offset or code, but some other number. */
  readonly loose: boolean;
}

/** The words of `macros` of one capability. */
export function macrosOf({ macros = {} }: CapabilityDefinition): Macro[] {
  return Object.entries(macros).flatMap(([about, words]) => {
    const [path = '', bits] = about.split(' ');
    return words.split(' ').map((word): Macro => {
      const [, loose = '', name = '', called = '', code] =
        /^(~?)(\w*)((?:\(\))?)(?:=(\d+))?$/.exec(word) ?? [];
      return {
        name,
        path,
        bits,
        code: code === undefined ? undefined : Number(code),
        called: called !== '',
        loose: loose !== '' || path === '',
      };
    });
  });
}

/** What a macro is, for the reader of a page who asked by it: the own macro of a row. */
export const ownMacroText = (name: string, row: ReferenceRow): string =>
  `${name} is the ${row.field ? 'mask' : 'offset'} of ${nameOf(row)}`;

/** The same of a macro about a capability. */
export function capabilityMacroText(name: string, { kind }: CapabilityDefinition): string {
  if (name.includes('SIZEOF'))
    return `${name} is a size of the ${kind === 'header' ? 'header' : 'capability'}`;
  if (name.startsWith('HT_CAPTYPE')) return `${name} is the capability's type`;
  return kind === 'dvsec' ? `${name} is the DVSEC's ID` : `${name} is a number about the capability`;
}

/** The same of one in `macros` about a register or a field. */
export function macroText({ name, bits, code, called, loose }: Macro, row: ReferenceRow): string {
  const { field, capability } = row;
  const of = `of ${nameOf(row)}`;
  if (loose) return `${name} is a number about ${nameOf(row)}`;
  if (bits !== undefined) {
    return code === undefined
      ? `${name} is ${bitsText(bits)} ${of}`
      : `${name} is ${code} in ${bitsText(bits)} ${of}`;
  }
  if (code !== undefined) return `${name} is ${code} ${of}${field ? meaning(valueText(field, code)) : ''}`;
  // The null capability stands for what all have.
  const everywhere = capability.id === 0 && capability.kind !== 'header' ? ', as in every capability' : '';
  if (!field) return `${name}${called ? '() is the' : ' is an'} offset ${of}${everywhere}`;
  if (called) return `${name}() takes ${nameOf(row)} out of the register${everywhere}`;
  return `${name} is the ${name.endsWith('_SHIFT') ? 'lowest bit' : 'mask'} ${of}`;
}

/** A field's own name; of a register the tables that it is in too. */
const nameOf = ({ path, field }: ReferenceRow): string =>
  path.slice((field ? path.lastIndexOf('.') : path.indexOf('.')) + 1);

/** `2 (64-bit)` has the number already; `256 bytes` is what the number means. */
function meaning(text: string): string {
  const named = /\((.*)\)$/.exec(text)?.[1];
  if (named !== undefined) return ` (${named})`;
  return /^[\dA-F]+h?$/.test(text) ? '' : ` (${text})`;
}

const bitsText = (bits: string): string =>
  `${/\D/.test(bits) ? 'bits' : 'bit'} ${bits.replaceAll(',', ' and ')}`;
