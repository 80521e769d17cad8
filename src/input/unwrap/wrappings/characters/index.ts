// Written by generate.js from the files of this folder.
import type { Wrapping } from '../../define.ts';
import backslashes from './backslashes.ts';
import expandedTabs from './expanded-tabs.ts';
import fences from './fences.ts';
import lineEnds from './line-ends.ts';
import lostEscapes from './lost-escapes.ts';
import terminal from './terminal.ts';
import typography from './typography.ts';
import visibleControls from './visible-controls.ts';

/** The wrappings that the beginning of every file is looked at for. */
export const inCharacters: readonly Wrapping[] = [
  backslashes,
  expandedTabs,
  fences,
  lineEnds,
  lostEscapes,
  terminal,
  typography,
  visibleControls,
];
