import { Option } from 'commander';

/** One flag of `lsvf fixture` that says something of the function before it: their order counts. */
export interface FixtureStep {
  readonly flag: 'pf' | 'function' | 'vfs' | 'id' | 'vf-id' | 'capability' | 'set' | 'vf-set';
  readonly value: string;
}

const ordered: readonly (readonly [flag: FixtureStep['flag'], value: string, description: string])[] = [
  ['pf', 'ADDR', 'a PF at this address, such as 0000:01:00.0; repeatable, as is everything down to --vf-set'],
  ['function', 'ADDR', 'an ordinary function'],
  ['vfs', 'N', 'how many VFs the PF before it has enabled; without a PF, of one at 01:00.0'],
  ['id', 'VENDOR:DEVICE', 'IDs of the function before it (1af4:10f0 to 1af4:10ff are for experiments)'],
  ['vf-id', 'DEVICE', 'VF Device ID of the PF before it'],
  ['capability', 'NAME', 'a capability for the function before it, such as ats'],
  ['set', 'PATH=VALUE', 'a field of the function before it; with --from, of the dump'],
  ['vf-set', 'PATH=VALUE', 'a field of all VFs of the PF before it'],
];

/** The flags of `lsvf fixture`; those whose order counts go into `steps` as they come. */
export function fixtureOptions(steps: FixtureStep[]): Option[] {
  return [
    ...ordered.map(([flag, value, description]) =>
      new Option(`--${flag} <${value}>`, description).argParser((text: string) => {
        steps.push({ flag, value: text });
        return true;
      }),
    ),
    new Option('--as <WHO>', 'as a guest sees it that was given every VF').choices(['guest']),
    new Option('--no-ports', 'without the ports above the functions'),
    new Option('--from <DUMP>', 'edit this dump with --set, instead of making one'),
    new Option('--input-format <FORMAT>', 'format of the dump, instead of recognising it'),
    new Option('-s, --select <ADDR>', 'with --from: the functions to edit, * for all'),
    new Option('--to <FORMAT>', 'lspci, sysfs-tar, umockdev, json, hexdump or raw').default('lspci'),
    new Option('-o, --output <FILE>', 'write there instead of to standard output'),
    new Option('--force', 'write it although lsvf lint --profile strict finds something').default(false),
  ];
}
