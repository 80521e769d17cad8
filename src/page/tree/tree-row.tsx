import type { VNode } from 'preact';
import { palette } from '../../output/palette.ts';
import { chosen, findingsByFunction } from '../state.ts';
import { count, Dumped, idsOf, nameOf, RoleBadge, shortAddress } from '../words.tsx';
import { mostDepth, type Row } from './rows.ts';

export interface RowProps {
  readonly row: Row;
  readonly top: number;
  readonly height: number;
  readonly isActive: boolean;
  onChoose(row: Row): void;
  onTurn(row: Row): void;
}

/** One line: fold, address, what it is, name; below it why, where that is not plain. */
export function TreeRow({ row, top, height, isActive, onChoose, onTurn }: RowProps): VNode {
  const { report, group, note, text, depth } = row;
  const isChosen = (group ?? [report]).some((each) => each !== undefined && each.fn === chosen.value?.fn);
  const state = `${isChosen ? ' chosen' : ''}${isActive ? ' active' : ''}`;
  return (
    <div
      role="treeitem"
      id={domId(row)}
      class={`row${state}`}
      aria-level={depth + 1}
      aria-selected={isChosen}
      {...(row.isOpen === undefined ? {} : { 'aria-expanded': row.isOpen })}
      style={{
        top: `${top}px`,
        height: `${height}px`,
        paddingLeft: `${6 + Math.min(depth, mostDepth) * 14}px`,
      }}
      onClick={() => onChoose(row)}
    >
      <div class="line">
        <span
          class={`fold${row.isOpen === undefined ? ' none' : row.isOpen ? ' open' : ''}`}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            onTurn(row);
          }}
        />
        {report ? (
          <FunctionLine row={row} />
        ) : (
          <span class={row.id.startsWith('missing') ? 'missing-line' : 'bus'}>{text}</span>
        )}
      </div>
      {note === undefined ? null : (
        <div class="note" title={note}>
          <Dumped text={note} />
        </div>
      )}
    </div>
  );
}

export const domId = ({ id }: Row): string => `row-${id.replace(/[^0-9a-z]/gi, '-')}`;

function FunctionLine({ row: { report, group } }: { readonly row: Row }): VNode | null {
  if (!report) return null;
  const last = group?.at(-1);
  const found = (group ?? [report]).reduce(
    (sum, { fn }) => sum + (findingsByFunction.value.get(fn.address)?.length ?? 0),
    0,
  );
  return (
    <>
      <span class="address">
        {shortAddress(report)}
        {last ? `…${shortAddress(last)}` : ''}
      </span>
      {report.verdict.role === 'function' ? null : <RoleBadge report={report} group={group} />}
      <span class="name" title={`${nameOf(report)} [${idsOf(report)}]`}>
        <Dumped text={nameOf(report) || palette.function.word} /> <span class="ids">{idsOf(report)}</span>
      </span>
      {found > 0 ? (
        <span class="found" title={count(found, 'finding')}>
          <span aria-hidden="true">{found}</span>
          <span class="unseen">{count(found, 'finding')}</span>
        </span>
      ) : null}
    </>
  );
}
