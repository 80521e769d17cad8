import { defineDumpRule } from '../../define.ts';

export default defineDumpRule({
  meta: {
    id: 'sysfs/config-is-bytes',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A config file holds the bytes of a configuration space',
    why: 'Some mocks write a text into it, and some repositories a Git LFS pointer, hex or base64: every tool that reads it sees a function of nonsense.',
    fix: 'Put real bytes there, or leave the file out.',
    reads: [],
    messages: {},
  },
  diagnostics: ['sysfs/config-is-text'],
  examples: {
    good: [{ files: { '0000:00:00.0/config': new Uint8Array(64) } }],
    bad: [{ files: { '0000:00:00.0/config': 'some dummy config' } }],
  },
});
