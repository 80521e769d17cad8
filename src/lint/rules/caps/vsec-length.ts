import { defineRule } from '../../define.ts';

const vsecId = 0x0b;
/** The VSEC header, which follows the header of every extended capability. */
const headers = 8;

export default defineRule({
  meta: {
    id: 'caps/vsec-length',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The length of a VSEC covers its headers',
    why: 'Software that steps by the length, or copies so many bytes, reads the wrong ones.',
    fix: 'Correct the length.',
    exceptions: 'A length that runs into the next capability is caps/ext-overlap.',
    spec: 'PCIe 6.0 §7.9.5.2',
    reads: [],
    needs: 4096,
    messages: {
      short: 'VSEC Length is {{length}}, but the headers alone take {{least}} bytes',
    },
  },
  check({ view }, report) {
    for (const { entry } of view.capabilities) {
      const header =
        entry.kind === 'extended' && entry.id === vsecId ? view.config.u32(entry.offset + 4) : -1;
      const length = header >>> 20;
      if (header < 0 || length >= headers) continue;
      report('short', { offset: entry.offset + 4, length: 4 }, { length, least: headers });
    }
  },
  examples: {
    good: [{ fields: { 'vsec.header.length': 16 } }],
    bad: [{ fields: { 'vsec.header.length': 4 } }],
  },
});
