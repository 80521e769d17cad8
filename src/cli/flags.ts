import { Option } from 'commander';

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `more`: what the command makes of it beside. */
export function selectOption(more = ''): Option {
  return new Option(
    '-s, --select <ADDR>',
    `only functions at [[domain]:][bus]:[device][.function]; repeatable${more}`,
  )
    .default([], 'all')
    .argParser(collect);
}

export function deviceOption(): Option {
  return new Option(
    '-d, --device <ID>',
    'only functions of [vendor]:[device][:class], such as 8086:10ca; repeatable',
  )
    .default([], 'all')
    .argParser(collect);
}

export function fieldOption(): Option {
  return new Option(
    '--field <PATH>',
    'only this field, register or capability: sriov.num_vfs, NumVFs, PCI_SRIOV_NUM_VF; repeatable',
  )
    .default([], 'all')
    .argParser(collect);
}

export function formatOption(formats: readonly string[]): Option {
  return new Option('-f, --format <NAME>', 'output format').choices(formats).default(formats[0]);
}

export const outputOption = (): Option =>
  new Option('-o, --output <FILE>', 'write there instead of to standard output');

export const colorOption = (): Option =>
  new Option('--color <WHEN>', 'colours').choices(['auto', 'always', 'never']).default('auto');

export const idsOption = (): Option =>
  new Option('--ids <FILE>', 'a pci.ids file; otherwise the usual places');

/** What says how an input is read. */
export const dumpOptions = (): Option[] => [
  new Option('--from <FORMAT>', 'input format, instead of recognising it'),
  new Option('--ecam-base <ADDR>', 'where ECAM begins in a dump of memory, in hex'),
  new Option('--ecam-bus <BUS>', 'the bus that is there, or the first in a copy of ECAM, in hex'),
];
