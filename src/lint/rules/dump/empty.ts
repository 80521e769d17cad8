import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/empty',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A dump holds functions',
    why: 'A check of a fixture that contains nothing passes without looking at anything: a redirected error, a Git LFS pointer, an lspci without /sys.',
    fix: '{{again}} Run git lfs pull if it is a Git LFS pointer.',
    reads: [],
    impliedBy: [
      'dump/valid-address',
      'dump/hex-before-header',
      'dump/mangled',
      'dump/archive-whole',
      'dump/whole-json',
      'dump/no-merge-conflicts',
    ],
    messages: {},
  },
  diagnostics: [
    'input/empty',
    'input/not-recognised',
    'input/git-lfs',
    'input/no-functions',
    'input/unreadable',
    'input/bad-json',
  ],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      { dump: '' },
      { dump: 'hello\n' },
      { dump: 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n' },
    ],
  },
});
