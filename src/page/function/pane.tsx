import type { VNode } from 'preact';
import { questionNames, questions } from '../../checks/questions.ts';
import { go, type TabName, tab } from '../place.ts';
import { isWide } from '../screen.ts';
import { chosen, current, findingsByFunction } from '../state.ts';
import { Tabs } from '../tabs.tsx';
import { Bytes } from './bytes.tsx';
import { CapabilityMap } from './capability-map.tsx';
import { Checks } from './checks.tsx';
import { FieldDetail } from './field-detail.tsx';
import { Fields } from './fields.tsx';
import { FunctionFindings } from './findings.tsx';
import { HeaderCard } from './header-card.tsx';
import { SharingTable } from './sharing.tsx';
import { sharer } from './sharing-of.ts';

/** The chosen Function. Where there is room, all of it is shown side by side. */
export function FunctionPane(): VNode | null {
  const report = chosen.value;
  const machine = current.value;
  if (!report || !machine) return <p class="empty">There is no Function in this input.</p>;
  const found = findingsByFunction.value.get(report.fn.address)?.length ?? 0;
  const isAsked = questionNames.some((name) => questions[name].isAbout(machine.system, report.fn));
  const tabs: readonly { id: TabName; text: string; isThere: boolean }[] = [
    { id: 'bytes', text: 'Bytes and fields', isThere: true },
    { id: 'sharing', text: 'Sharing', isThere: sharer.value !== undefined },
    { id: 'checks', text: 'Checks', isThere: isAsked },
    { id: 'findings', text: `Findings (${found})`, isThere: found > 0 },
  ];
  const there = tabs.filter(({ isThere }) => isThere);
  const shown = there.some(({ id }) => id === tab.value) ? tab.value : 'bytes';
  const rest = there.filter(({ id }) => id !== 'bytes');
  return (
    <div class={`function-pane${isWide.value && rest.length > 0 ? ' wide' : ''}`}>
      <HeaderCard />
      {isWide.value ? (
        <>
          <BytesAndFields />
          {rest.length > 0 ? (
            <div class="beside">
              {rest.map(({ id, text }) => (
                <section key={id} class="panel padded" aria-label={text}>
                  <h3 class="panel-title">{text}</h3>
                  {content[id]()}
                </section>
              ))}
            </div>
          ) : null}
        </>
      ) : (
        <>
          <Tabs label="About this Function" tabs={there} chosen={shown} onChoose={(id) => go({ tab: id })} />
          <div role="tabpanel" id={`panel-${shown}`} aria-labelledby={`tab-${shown}`} class="tab-panel">
            {shown === 'bytes' ? <BytesAndFields /> : <div class="panel padded">{content[shown]()}</div>}
          </div>
        </>
      )}
    </div>
  );
}

const content: Readonly<Record<TabName, () => VNode>> = {
  bytes: () => <BytesAndFields />,
  sharing: () => <SharingTable />,
  checks: () => <Checks />,
  findings: () => <FunctionFindings />,
};

function BytesAndFields(): VNode {
  return (
    <div class="joined">
      <CapabilityMap />
      <Bytes />
      <div class="fields-and-detail">
        <Fields />
        <FieldDetail />
      </div>
    </div>
  );
}
