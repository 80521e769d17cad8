// Written by generate.js from the files of this folder.
import type { Wrapping } from '../define.ts';
import affixes from './affixes.ts';
import backslashes from './backslashes.ts';
import base64 from './base64.ts';
import cells from './cells.ts';
import commonAffix from './common-affix.ts';
import csv from './csv.ts';
import expandedTabs from './expanded-tabs.ts';
import fences from './fences.ts';
import flattened from './flattened.ts';
import framedTable from './framed-table.ts';
import glued from './glued.ts';
import hardWrap from './hard-wrap.ts';
import html from './html.ts';
import indentation from './indentation.ts';
import json from './json.ts';
import lineEnds from './line-ends.ts';
import lostEscapes from './lost-escapes.ts';
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
import terminal from './terminal.ts';
import typography from './typography.ts';
import visibleControls from './visible-controls.ts';

/** Every wrapping. */
export const wrappings: readonly Wrapping[] = [
  affixes,
  backslashes,
  base64,
  cells,
  commonAffix,
  csv,
  expandedTabs,
  fences,
  flattened,
  framedTable,
  glued,
  hardWrap,
  html,
  indentation,
  json,
  lineEnds,
  lostEscapes,
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
  terminal,
  typography,
  visibleControls,
];
