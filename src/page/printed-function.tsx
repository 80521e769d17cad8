import type { VNode } from 'preact';
import { questionNames, questions } from '../checks/questions.ts';
import type { FunctionReport } from '../verdict/system.ts';
import { ByteRow } from './function/byte-row.tsx';
import { byteRows } from './function/byte-rows.ts';
import { Answer } from './function/checks.tsx';
import { blocksOf } from './function/fields-of.ts';
import { foundBytes } from './function/found-bytes.ts';
import { Card } from './function/header-card.tsx';
import { SharingOf } from './function/sharing.tsx';
import { sharerOf } from './function/sharing-of.ts';
import { current, findingsByFunction } from './state.ts';

const bytesInRow = 16;

/** One Function on paper. One that is like the one before it has its bytes alone: what they mean was said there. */
export function PrintedFunction({
  report,
  isAlike,
}: {
  readonly report: FunctionReport;
  readonly isAlike: boolean;
}): VNode | null {
  const machine = current.value;
  if (!machine) return null;
  const list = blocksOf(report.view);
  const found = foundBytes(report, findingsByFunction.value);
  const vf = isAlike ? undefined : sharerOf(machine, report);
  const asked = isAlike
    ? []
    : questionNames.filter((name) => questions[name].isAbout(machine.system, report.fn));
  return (
    <section class="print-function" aria-label={report.fn.address}>
      <Card report={report} isOpen />
      <h3>Bytes</h3>
      <div class="bytes">
        {byteRows(report.fn.config, list, bytesInRow).map((row) => (
          <ByteRow key={row.offset} row={row} columns={bytesInRow} found={found} isFirst={false} />
        ))}
      </div>
      {isAlike ? null : (
        <div class="print-fields">
          {list.map(({ name, title, fields }) => (
            <div key={name}>
              <b>
                {title} ({name})
              </b>
              {fields.map(({ path, label, text, register }) => (
                <div key={path} class={`field${register === undefined ? ' register' : ''}`}>
                  <span class="label">{label}</span>
                  <span class="value">{text}</span>
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
      {vf ? <SharingOf vf={vf} isOfPf={vf !== report} /> : null}
      {asked.map((question) => (
        <Answer key={question} report={report} question={question} vfs={undefined} />
      ))}
    </section>
  );
}
