import { defineDumpRule } from '../../define.ts';

const coe = (values: readonly string[]): string =>
  `memory_initialization_radix=16;\nmemory_initialization_vector=\n${values.join(',\n')};\n`;
const zeros = Array.from({ length: 13 }, () => '00000000');

export default defineDumpRule({
  meta: {
    id: 'dump/configuration-space',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'Values for an FPGA begin with the header of a configuration space',
    why: 'Masks of what can be written and memory of BARs are kept in files of the same form; read as registers, they would be nonsense.',
    fix: 'Name the file that holds the configuration space.',
    reads: [],
    messages: {},
  },
  diagnostics: ['coe/no-header'],
  examples: {
    good: [{ dump: coe(['86807215', '00000000', '00000002', ...zeros]) }],
    bad: [{ dump: coe(['00000000', 'ff070000', '00000000', ...zeros]) }],
  },
});
