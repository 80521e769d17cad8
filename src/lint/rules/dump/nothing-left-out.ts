import { defineDumpRule } from '../../define.ts';

/** The header of plainDump. */
const config = Uint8Array.from(
  { length: 64 },
  (_, n) => ({ 0: 0x86, 1: 0x80, 2: 0x72, 3: 0x15, 11: 2 })[n] ?? 0,
);

export default defineDumpRule({
  meta: {
    id: 'dump/nothing-left-out',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'Links stay inside the folder or archive that was named, and files are files',
    why: 'lsvf follows no link to another part of the machine and opens no pipe or device, so what is there was not checked.',
    fix: 'Put a copy in place of the link, or name what it leads to, or a folder that holds both.',
    reads: [],
    messages: {},
  },
  diagnostics: ['input/left-out'],
  examples: {
    good: [{ files: { '0000:00:00.0/config': config, '0000:00:00.0/irq': { link: '../irq' }, irq: '16\n' } }],
    bad: [{ files: { '0000:00:00.0/config': config, '0000:00:00.0/irq': { link: '../../irq' } } }],
  },
});
