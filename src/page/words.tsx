import { Fragment, type VNode } from 'preact';
import { formatRoutingId } from '../model/address.ts';
import { certaintyWords, type Kind, kindOf, palette } from '../output/palette.ts';
import { safe } from '../output/text/safe.ts';
import { placeOf } from '../verdict/hierarchy.ts';
import type { FunctionReport } from '../verdict/system.ts';

/** Text of a dump: its direction of writing does not reach what is around it, and what is not to be seen is shown. */
export const Dumped = ({ text }: { readonly text: string }): VNode => <bdi>{safe(text)}</bdi>;

/** A path of a field, which breaks after its dots and underscores. */
export const Path = ({ path }: { readonly path: string }): VNode => (
  <>
    {path.split(/(?<=[._])/).map((part, n) => (
      <Fragment key={n}>
        {part}
        <wbr />
      </Fragment>
    ))}
  </>
);

/** What a Function is, in its colour: `PF`, `VF 3`, `detached VF (certain)`. */
export function RoleBadge({
  report,
  group,
}: {
  report: FunctionReport;
  group?: readonly FunctionReport[] | undefined;
}): VNode {
  const kind = kindOf(report);
  return <span class={`badge ${kind}`}>{roleText(report, group)}</span>;
}

export function roleText(report: FunctionReport, group: readonly FunctionReport[] = [report]): string {
  const kind = kindOf(report);
  const { certainty, role } = report.verdict;
  const [first, last] = [group[0], group.at(-1)].map((each) => (each ? placeOf(each) : null));
  const number =
    first === null || first === undefined
      ? group.length > 1
        ? ` ×${group.length}`
        : ''
      : first === last || last === null
        ? ` ${first}`
        : ` ${first}–${last}`;
  const sure = certainty === null ? '' : ` (${certaintyWords[certainty]})`;
  if (kind === 'detached') return `${palette.detached.word}${number}${sure}`;
  if (role === 'vf') return kind === 'vf' ? `VF${number}` : `VF${number}, PF unknown`;
  return `${palette[kind].word}${number}`;
}

/** `01:10.0`, or `0000:01:10.0` where the domain matters. */
export const shortAddress = ({ fn }: FunctionReport): string =>
  fn.domain === 0 ? formatRoutingId(fn.routingId) : fn.address;

export const id4 = (id: number | null): string => (id === null ? '????' : id.toString(16).padStart(4, '0'));
export const idsOf = ({ vendorId, deviceId }: FunctionReport): string => `${id4(vendorId)}:${id4(deviceId)}`;

/** Name, or class where there is none. */
export const nameOf = ({ name, className }: FunctionReport): string => name ?? className ?? '';

export const hex = (value: number, digits = 2): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Kinds in the order in which they matter. */
export const kinds: readonly Kind[] = [
  'detached',
  'missing',
  'unreadable',
  'unknown',
  'pf',
  'vf',
  'bridge',
  'function',
];
