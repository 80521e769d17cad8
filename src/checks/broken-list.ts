import type { FunctionView } from '../decode/view.ts';

const hex = (offset: number): string => `${offset.toString(16).toUpperCase()}h`;

/** Where the list of extended capabilities of a Function breaks off; undefined where it does not. */
export function whyListBroken({ walk }: FunctionView): string | undefined {
  if (walk.extended !== 'broken') return undefined;
  const found = walk.problems.findLast(
    ({ kind, problem }) => kind === 'extended' && problem !== 'misaligned',
  );
  if (!found) return undefined;
  const { problem, at, target = 0 } = found;
  if (problem === 'all-ones') return `it reads all ones at ${hex(at)}`;
  if (problem === 'pointer-outside')
    return `that at ${hex(at)} points to ${hex(target)}, which is not in the extended space`;
  return `that at ${hex(at)} points ${target === at ? 'to itself' : `back to ${hex(target)}`}`;
}
