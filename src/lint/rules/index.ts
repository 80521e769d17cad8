// Written by generate.js from the files of this folder.
import type { Rule } from '../define.ts';


/** Every rule. */
export const rules: readonly Rule[] = [

];
