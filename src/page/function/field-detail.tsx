import type { VNode } from 'preact';
import { go, place } from '../place.ts';
import { chosen } from '../state.ts';
import { hex } from '../words.tsx';
import { Bits } from './bits.tsx';
import { explained } from './explained.ts';
import { fieldByPath } from './fields-of.ts';
import { InVf } from './in-vf.tsx';

/** All about the chosen field: where it is, its bits, what counts, what `explain` says. On a phone it is a sheet. */
export function FieldDetail(): VNode | null {
  const report = chosen.value;
  const path = place.value.field;
  if (!report || path === undefined) return null;
  const row = fieldByPath.value.get(path);
  const register = row?.register === undefined ? row : fieldByPath.value.get(row.register);
  const facts = explained(path, report.view.layout);
  return (
    <section class="panel detail" aria-label="Field">
      <div class="detail-head">
        <h3>{row?.title ?? path}</h3>
        <button type="button" class="close" aria-label="Close" onClick={() => go({ field: undefined })}>
          ×
        </button>
      </div>
      <p class="path">
        <code>{path}</code>
      </p>
      {row ? (
        <p class="big-value">
          {row.text}
          {row.raw === undefined ? null : (
            <span class="dim">
              {' '}
              0x{row.raw.toString(16)} at {hex(row.start)}h
            </span>
          )}
        </p>
      ) : (
        <p class="big-value">This Function does not have it, or the dump not its bytes.</p>
      )}
      {register ? <Bits register={register} /> : null}
      <InVf report={report} path={path} />
      <dl class="facts">
        {facts.map(([name, text]) => (
          <div key={name + text}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
