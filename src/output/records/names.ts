/** What `lsvf schema` knows: documents of commands, lines of their ndjson, and what lsvf reads. */
export const schemaNames = [
  'tree',
  'tree-line',
  'show',
  'show-line',
  'shared',
  'shared-line',
  'guest',
  'guest-line',
  'emulate',
  'lint',
  'lint-line',
  'diff',
  'check',
  'groups',
  'why',
  'explain',
  'list',
  'functions',
  'fixture',
  'config',
] as const;

export type SchemaName = (typeof schemaNames)[number];
