import { abouts } from '../lint/define.ts';
import { displayed } from './inputs.ts';
import type { LintPolicies, RuleFlags } from './lint-settings.ts';

/** The settings in effect for an input, each with who said so: a place in the configuration, a flag, or nobody. */
export function printedConfig(path: string, name: string, policies: LintPolicies, flags: RuleFlags): string {
  const { config, file, linters } = policies.for(path);
  const inFile = (pointer: string): string => `${file}: ${pointer}`;
  const said = <T>(value: T | undefined, pointer: string, otherwise: T, flag?: string) => ({
    value: value ?? otherwise,
    from: flag ?? (value === undefined ? 'default' : inFile(pointer)),
  });
  const profile = said(
    flags.profile ?? config.profile,
    '/profile',
    'recommended',
    flags.profile && '--profile',
  );
  const levels = linters.levelsIn(name).map(({ id, level, setting }) => {
    const { from = '--rule' } = setting ?? {};
    const place = from.startsWith('/') ? inFile(from) : from;
    return [id, { severity: level, from: setting ? place : `profile ${profile.value}` }] as const;
  });
  const shown = {
    schema_version: 1,
    input: displayed(name),
    config: file ?? null,
    profile,
    about: said(
      flags.about === undefined ? config.about : flags.about.split(',').map((each) => each.trim()),
      '/about',
      [...abouts],
      flags.about === undefined ? undefined : '--about',
    ),
    ignore: said(config.ignore, '/ignore', []),
    suppressions: said(config.suppressions, '/suppressions', []),
    rules: Object.fromEntries(levels),
  };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}
