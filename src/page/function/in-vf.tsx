import type { VNode } from 'preact';
import { formatKey } from '../../model/address.ts';
import { countsText, readText } from '../../output/text/shared-table.ts';
import { hazardWords } from '../../registers/vf.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { choose } from '../state.ts';
import { sharing } from './sharing-of.ts';

/** Which value of a field counts for a VF, and where it is. */
export function InVf({
  report,
  path,
}: {
  readonly report: FunctionReport;
  readonly path: string;
}): VNode | null {
  if (report.verdict.role !== 'vf') return null;
  const field = sharing.value?.capabilities.flatMap(({ fields }) => fields).find((one) => one.path === path);
  if (!field) return null;
  const { effectiveFrom, pfPath, hazard, inUse } = field;
  const isOther = effectiveFrom !== null && effectiveFrom !== report.fn.key;
  return (
    <div class={`in-vf${field.isGoverned ? ' governed' : ''}`}>
      <p>
        {field.isGoverned ? (
          <>
            The VF reads <strong>{readText(field)}</strong>; what counts is{' '}
            <strong>{countsText(field)}</strong>
          </>
        ) : (
          <>The VF has its own: what it reads counts.</>
        )}
        {isOther ? (
          <>
            {' '}
            from{' '}
            <button
              type="button"
              class="link"
              onClick={() => choose(formatKey(effectiveFrom), { field: pfPath ?? path })}
            >
              {formatKey(effectiveFrom)}
            </button>
          </>
        ) : null}
        .{inUse ? ' It is in use.' : ''}
        {hazard === null ? '' : ` For a guest: ${hazardWords[hazard]}.`}
      </p>
    </div>
  );
}
