import { defineDumpRule } from '../../define.ts';

const document = (schemaVersion: number, ...more: readonly unknown[]): string => {
  const bytes = btoa(String.fromCharCode(0x86, 0x80, ...new Array<number>(62).fill(0)));
  const functions = [{ address: '0000:00:00.0', known: [[0, 64]], bytes }, ...more];
  return `${JSON.stringify({ lsvf: 'functions', schema_version: schemaVersion, functions })}\n`;
};

export default defineDumpRule({
  meta: {
    id: 'dump/whole-json',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: "lsvf's JSON holds what it says",
    why: 'An entry that was changed by hand and does not fit is skipped: the function is missing, or a link of it.',
    fix: 'Make the file again with lsvf convert --to json.',
    reads: [],
    impliedBy: ['dump/no-merge-conflicts'],
    messages: {},
  },
  diagnostics: [
    'json/syntax',
    'json/not-lsvf',
    'json/schema-version',
    'json/no-list',
    'json/bad-function',
    'json/bad-text',
  ],
  examples: {
    good: [{ dump: document(1) }],
    bad: [{ dump: document(1, { address: 'nowhere' }) }],
  },
});
