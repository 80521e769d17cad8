// Written by generate.js from the files of this folder.
import type { Wrapping } from '../define.ts';
import affixes from './affixes.ts';
import base64 from './base64.ts';
import cells from './cells.ts';
import charactersBackslashes from './characters/backslashes.ts';
import charactersExpandedTabs from './characters/expanded-tabs.ts';
import charactersFences from './characters/fences.ts';
import charactersLineEnds from './characters/line-ends.ts';
import charactersLostEscapes from './characters/lost-escapes.ts';
import charactersTerminal from './characters/terminal.ts';
import charactersTypography from './characters/typography.ts';
import charactersVisibleControls from './characters/visible-controls.ts';
import commonAffix from './common-affix.ts';
import csv from './csv.ts';
import flattened from './flattened.ts';
import framedTable from './framed-table.ts';
import glued from './glued.ts';
import hardWrap from './hard-wrap.ts';
import html from './html.ts';
import indentation from './indentation.ts';
import json from './json.ts';
import mailQuote from './mail-quote.ts';
import mime from './mime.ts';
import numbering from './numbering.ts';
import patch from './patch.ts';
import quotedPrintable from './quoted-printable.ts';
import rowMarks from './row-marks.ts';
import rtf from './rtf.ts';
import sections from './sections.ts';
import sideBySide from './side-by-side.ts';
import stringLiterals from './string-literals.ts';

/** Every wrapping. */
export const wrappings: readonly Wrapping[] = [
  affixes,
  base64,
  cells,
  charactersBackslashes,
  charactersExpandedTabs,
  charactersFences,
  charactersLineEnds,
  charactersLostEscapes,
  charactersTerminal,
  charactersTypography,
  charactersVisibleControls,
  commonAffix,
  csv,
  flattened,
  framedTable,
  glued,
  hardWrap,
  html,
  indentation,
  json,
  mailQuote,
  mime,
  numbering,
  patch,
  quotedPrintable,
  rowMarks,
  rtf,
  sections,
  sideBySide,
  stringLiterals,
];
