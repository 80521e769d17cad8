import type { FixtureDescription } from '../fixture/description.ts';
import { UsageError } from './exit.ts';
import type { FixtureStep } from './fixture-flags.ts';

type Described = FixtureDescription['functions'][number];
type Fields = NonNullable<Described['fields']>;

/** `PATH=VALUE` */
export function assignment(flag: string, text: string): readonly [path: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`${flag} takes PATH=VALUE, such as sriov.total_vfs=16, not '${text}'`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The description that flags stand for: each says something of the function before it. */
export function describedByFlags(steps: readonly FixtureStep[]): FixtureDescription {
  const functions: Described[] = [];
  for (const { flag, value } of steps) {
    if (flag === 'pf') functions.push({ address: value, vfs: 0 });
    else if (flag === 'function') functions.push({ address: value });
    else {
      if (flag === 'vfs' && functions.length === 0) functions.push({ address: '0000:01:00.0', vfs: 0 });
      const before = functions.pop();
      if (!before)
        throw new UsageError(`--${flag} belongs to a function; name one before it with --pf or --function`);
      functions.push(extended(before, flag, value));
    }
  }
  return { functions };
}

function extended(
  fn: Described,
  flag: Exclude<FixtureStep['flag'], 'pf' | 'function'>,
  value: string,
): Described {
  const ofVfs = flag === 'vfs' || flag === 'vf-id' || flag === 'vf-set';
  if (ofVfs && fn.vfs === undefined)
    throw new UsageError(`--${flag} belongs to a PF, but ${fn.address} is a --function; name it with --pf`);
  const added = (fields: Fields | undefined): Fields => ({
    ...fields,
    ...Object.fromEntries([assignment(`--${flag}`, value)]),
  });
  switch (flag) {
    case 'vfs':
      if (!/^\d{1,5}$/.test(value)) throw new UsageError(`--vfs takes a number, not '${value}'`);
      return { ...fn, vfs: Number(value) };
    case 'id':
      return { ...fn, id: value };
    case 'vf-id':
      return { ...fn, vf: { ...fn.vf, id: value } };
    case 'capability':
      return { ...fn, capabilities: [...(fn.capabilities ?? []), value] };
    case 'set':
      return { ...fn, fields: added(fn.fields) };
    case 'vf-set':
      return { ...fn, vf: { ...fn.vf, fields: added(fn.vf?.fields) } };
  }
}
