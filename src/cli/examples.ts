import type { GuideName } from '../guides/index.ts';

/** Command lines that a reader can copy, and what each is for. A test runs them. */
export interface HelpOf {
  readonly examples: readonly (readonly [command: string, does: string])[];
  readonly guides?: readonly GuideName[];
}

export const helpOf: Readonly<Record<string, HelpOf>> = {
  tree: {
    examples: [
      ['lsvf dump.txt', 'every function, PFs with their VFs'],
      ['lsvf tree -s 01:00.0 dump.txt', 'one PF with its VFs'],
      ['lsvf tree --sriov --format markdown dump.txt', 'only PFs and VFs, for a ticket'],
    ],
    guides: ['missing-vf', 'guest'],
  },
  show: {
    examples: [
      ['lsvf show -s 01:00.0 dump.txt', 'what one function has that is not 0'],
      ['lsvf show --field NumVFs --field PCI_SRIOV_CTRL dump.txt', 'by the names of lspci and Linux'],
      ['lsvf show -s 01:00.0 --field sriov.control --bits dump.txt', 'a register bit for bit'],
    ],
  },
  shared: {
    examples: [
      ['lsvf shared dump.txt', 'the shared fields in use, and what counts'],
      ['lsvf shared -s 01:10.0 --all dump.txt', 'every field of one VF'],
      ['lsvf shared -s 01:10.0 --as guest dump.txt', 'what a guest under QEMU reads differently'],
    ],
    guides: ['assign'],
  },
  emulate: {
    examples: [
      ['lsvf emulate -s 01:10.0 dump.txt', 'read value, masks and action of each field'],
      ['lsvf emulate -s 01:10.0 --format c dump.txt', 'as a table in C'],
    ],
  },
  check: {
    examples: [
      ['lsvf check enable -s 01:00.0 dump.txt', 'can its VFs be enabled, and how many'],
      ['lsvf check assign -s 01:10.0 dump.txt', 'can this VF be given to a guest'],
      ['lsvf check groups dump.txt', 'which IOMMU groups result, and why'],
    ],
    guides: ['missing-vf', 'assign'],
  },
  why: {
    examples: [
      ['lsvf why 01:10.0 dump.txt', 'the evidence that it is a VF'],
      ['lsvf why 01:00.0 guest.txt --format markdown', 'the same for a ticket'],
    ],
    guides: ['guest'],
  },
  lint: {
    examples: [
      ['lsvf lint dump.txt', 'what contradicts itself in a dump'],
      ['lsvf lint --profile strict --fail-on warning fixtures', 'a folder, for CI'],
      ['lsvf lint --format sarif=lint.sarif dump.txt', 'for code scanning'],
    ],
    guides: ['ci'],
  },
  diff: {
    examples: [
      ['lsvf diff before.txt after.txt', 'what changed, and what it means'],
      ['lsvf diff -s 01:10.0 --with 01:10.2 dump.txt', 'two functions of one dump'],
      ['lsvf diff --ignore header.base_address before.txt after.txt', 'without the BARs'],
    ],
  },
  convert: {
    examples: [
      ['lsvf convert dump.txt --to json -o dump.json', 'without loss'],
      ['lsvf convert dump.txt --to lspci --anonymize', 'without serial numbers, to be shared'],
    ],
    guides: ['fixtures', 'fleet'],
  },
  fixture: {
    examples: [
      ['lsvf fixture --pf 01:00.0 --id 8086:10c9 --vfs 4', 'a valid dump of a PF with 4 VFs'],
      [
        'lsvf fixture --from dump.txt -s 01:00.0 --set header.interrupt_line=5',
        'a dump with one field changed',
      ],
    ],
    guides: ['fixtures'],
  },
  report: {
    examples: [
      ['lsvf report dump.txt -o report.html', 'one page about a dump'],
      ['lsvf report before.txt after.txt -o change.html', 'and what differs between two'],
    ],
  },
  explain: {
    examples: [
      ['lsvf explain NumVFs', 'a field, by any of its names'],
      ['lsvf explain LnkSta', 'a word of lspci'],
      ["lsvf explain 'not enough MMIO resources for SR-IOV'", 'a message of the kernel'],
    ],
  },
  list: {
    examples: [
      ['lsvf list', 'what can be listed'],
      ['lsvf list fields vf_', 'the fields that have vf_ in their names'],
      ["lsvf list rules 'sriov/*'", 'the rules of one group'],
    ],
  },
  schema: {
    examples: [
      ['lsvf schema tree', 'of tree --format json'],
      ['lsvf schema config', 'of lsvf.config.json'],
    ],
  },
  completion: { examples: [['lsvf completion bash', 'a script for the shell to source']] },
};

const exampleWidth = 34;

/** Examples in columns; one that is too long for its column has what it does on the line below. */
export const examplesText = (examples: HelpOf['examples']): string =>
  examples
    .map(([command, does]) =>
      does === '' || command.length >= exampleWidth
        ? `  ${command}${does === '' ? '' : `\n  ${' '.repeat(exampleWidth)}${does}`}`
        : `  ${command.padEnd(exampleWidth)}${does}`,
    )
    .join('\n');

/** What `--help` of a command ends with. */
export function closingText(name: string): string {
  const help = helpOf[name];
  if (!help) return '';
  const guides = help.guides?.map((guide) => `lsvf guide ${guide}`).join(', ');
  return `\nExamples:\n${examplesText(help.examples)}${guides === undefined ? '' : `\n\nGuides: ${guides}`}`;
}
