import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

const [first = '', ...others] = rows(4).split('\n');

export default defineDumpRule({
  meta: {
    id: 'dump/no-merge-conflicts',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A dump has no unresolved merge in it',
    why: 'Both sides of a merge are in the file, and programs differ in the side that they read. No program expects the marks, even if both sides agree.',
    fix: 'Keep one side: git checkout --ours FILE or --theirs, or capture the dump again.',
    reads: [],
    messages: {},
  },
  diagnostics: ['input/merge-conflict'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      {
        dump: `${firstLine}<<<<<<< HEAD\n${first}\n=======\n${first}\n>>>>>>> capture\n${others.join('\n')}`,
      },
    ],
  },
});
