import { defineRule } from '../../define.ts';

const dvsecId = 0x23;
/** Three headers, of which the last has 16 bits. */
const headers = 10;

export default defineRule({
  meta: {
    id: 'caps/dvsec-length',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The length of a DVSEC covers its headers',
    why: 'Software that steps by the length, or copies so many bytes, reads the wrong ones.',
    fix: 'Correct the length.',
    exceptions: 'A length that runs into the next capability is caps/ext-overlap.',
    spec: 'PCIe 6.0 §7.9.6.2',
    reads: [],
    needs: 4096,
    messages: {
      short: 'DVSEC Length is {{length}}, but the headers alone take {{least}} bytes',
    },
  },
  check({ view }, report) {
    for (const { entry } of view.capabilities) {
      const header =
        entry.kind === 'extended' && entry.id === dvsecId ? view.config.u32(entry.offset + 4) : -1;
      const length = header >>> 20;
      if (header < 0 || length >= headers) continue;
      report('short', { offset: entry.offset + 4, length: 4 }, { length, least: headers });
    }
  },
  examples: {
    good: [
      { fields: { 'dvsec.dvsec_header_1.length': 16 } },
      { fields: { 'dvsec.dvsec_header_1.length': 10 } },
    ],
    bad: [{ fields: { 'dvsec.dvsec_header_1.length': 4 } }],
  },
});
