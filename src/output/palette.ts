import type { Certainty, Role } from '../verdict/classify.ts';
import type { FunctionReport } from '../verdict/system.ts';

/* What lsvf calls the kinds of Functions, and the colour of each: the same in a terminal, a page, a drawing and a document. */

/** Kinds that look different. A missing VF is one that its PF has enabled and the dump does not hold. */
export type Kind = 'bridge' | 'pf' | 'vf' | 'detached' | 'missing' | 'unreadable' | 'unknown' | 'function';

interface Look {
  readonly word: string;
  /** A colour of the terminal; undefined for its usual one. */
  readonly terminal: 'cyan' | 'green' | 'yellow' | 'red' | 'magenta' | 'blue' | undefined;
  readonly light: Colours;
  readonly dark: Colours;
}

interface Colours {
  readonly fill: string;
  readonly stroke: string;
}

/** PFs are blue, VFs green, what is detached amber, what is missing or dead red, what cannot be judged violet. */
export const palette: Readonly<Record<Kind, Look>> = {
  bridge: {
    word: 'bridge',
    terminal: undefined,
    light: { fill: '#e8eaed', stroke: '#5f6b7a' },
    dark: { fill: '#262c33', stroke: '#97a3b1' },
  },
  pf: {
    word: 'PF',
    terminal: 'cyan',
    light: { fill: '#d6e6f7', stroke: '#0b5394' },
    dark: { fill: '#16354a', stroke: '#6bb8ea' },
  },
  vf: {
    word: 'VF',
    terminal: 'green',
    light: { fill: '#e1f3e7', stroke: '#2e7d4f' },
    dark: { fill: '#18392a', stroke: '#5fc58b' },
  },
  detached: {
    word: 'detached VF',
    terminal: 'yellow',
    light: { fill: '#fdf0c8', stroke: '#8a6100' },
    dark: { fill: '#453611', stroke: '#e5b847' },
  },
  missing: {
    word: 'missing VF',
    terminal: 'red',
    light: { fill: '#ffffff', stroke: '#a3260b' },
    dark: { fill: '#14181d', stroke: '#ff9c80' },
  },
  unreadable: {
    word: 'did not answer',
    terminal: 'red',
    light: { fill: '#fbe0d8', stroke: '#a3260b' },
    dark: { fill: '#4a1d12', stroke: '#ff9c80' },
  },
  unknown: {
    word: 'cannot be judged',
    terminal: 'magenta',
    light: { fill: '#f3e5f5', stroke: '#7b3f8c' },
    dark: { fill: '#39233f', stroke: '#d9a3e6' },
  },
  function: {
    word: 'function',
    terminal: undefined,
    light: { fill: '#f2f4f7', stroke: '#8894a3' },
    dark: { fill: '#22282f', stroke: '#7e8a98' },
  },
};

export const roleWords: Readonly<Record<Role, string>> = {
  pf: palette.pf.word,
  vf: palette.vf.word,
  bridge: palette.bridge.word,
  function: palette.function.word,
  unreadable: palette.unreadable.word,
  unknown: palette.unknown.word,
};

/** How sure a verdict is, beside what it says: `detached VF (probable)`. */
export const certaintyWords: Readonly<Record<Certainty, string>> = {
  certain: 'certain',
  probable: 'probable',
  possible: 'possible',
};

export function kindOf({ verdict }: FunctionReport): Kind {
  const { role, attachment } = verdict;
  if (role !== 'vf') return role;
  return attachment === 'detached' ? 'detached' : attachment === 'unknown' ? 'unknown' : 'vf';
}
