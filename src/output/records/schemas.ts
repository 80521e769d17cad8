import { fixtureJsonSchema } from '../../fixture/description.ts';
import { configJsonSchema } from '../../lint/config.ts';
import { rules } from '../../lint/rules/index.ts';
import { checkDocument, groupsDocument, whyDocument } from './check.ts';
import { diffDocument } from './diff.ts';
import { emulateDocument } from './emulate.ts';
import { functionsDocument } from './functions.ts';
import { guestShape } from './guest.ts';
import { lintDocument, lintLine } from './lint.ts';
import type { SchemaName } from './names.ts';
import { explainDocument, listDocument } from './reference.ts';
import { showLineShape, showShape } from './registers.ts';
import type { JsonSchema } from './shape.ts';
import { sharedShape } from './shared.ts';
import { snapshotsDocument, snapshotsLine } from './snapshots.ts';
import { treeShape } from './tree.ts';

/** Schemas of everything that lsvf prints as JSON and reads as JSON, by the name that `lsvf schema` takes. */
export const schemas: Readonly<Record<SchemaName, () => JsonSchema>> = {
  tree: () => snapshotsDocument('tree', treeShape),
  'tree-line': () => snapshotsLine('tree', treeShape),
  show: () => snapshotsDocument('show', showShape),
  'show-line': () => snapshotsLine('show', showLineShape),
  shared: () => snapshotsDocument('shared', sharedShape),
  'shared-line': () => snapshotsLine('shared', sharedShape),
  guest: () => snapshotsDocument('shared --as', guestShape),
  'guest-line': () => snapshotsLine('shared --as', guestShape),
  emulate: () => emulateDocument,
  lint: () => lintDocument,
  'lint-line': () => lintLine,
  diff: () => diffDocument,
  check: () => checkDocument,
  groups: () => groupsDocument,
  why: () => whyDocument,
  explain: () => explainDocument,
  list: () => listDocument,
  functions: () => functionsDocument,
  fixture: fixtureJsonSchema,
  config: () => configJsonSchema(rules),
};
