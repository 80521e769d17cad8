import { fixtureJsonSchema } from '../../fixture/description.ts';
import { configJsonSchema } from '../../lint/config.ts';
import { rules } from '../../lint/rules/index.ts';
import { checkDocument, groupsDocument, whyDocument } from './check.ts';
import { diffDocument } from './diff.ts';
import { functionsDocument } from './functions.ts';
import { lintDocument, lintLine } from './lint.ts';
import type { SchemaName } from './names.ts';
import type { JsonSchema } from './parts.ts';
import { explainDocument, listDocument } from './reference.ts';
import { sharedFunction } from './shared.ts';
import { guestFunction, showFunction, showLine } from './show.ts';
import { snapshotsDocument, snapshotsLine } from './snapshots.ts';
import { treeFunction } from './tree.ts';

/** Schemas of everything that lsvf prints as JSON and reads as JSON, by the name that `lsvf schema` takes. */
export const schemas: Readonly<Record<SchemaName, () => JsonSchema>> = {
  tree: () => snapshotsDocument('tree', treeFunction),
  'tree-line': () => snapshotsLine('tree', treeFunction),
  show: () => snapshotsDocument('show', showFunction),
  'show-line': () => snapshotsLine('show', showLine),
  shared: () => snapshotsDocument('shared', sharedFunction),
  'shared-line': () => snapshotsLine('shared', sharedFunction),
  guest: () => snapshotsDocument('shared --as guest', guestFunction),
  'guest-line': () => snapshotsLine('shared --as guest', guestFunction),
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
