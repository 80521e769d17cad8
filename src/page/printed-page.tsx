import type { VNode } from 'preact';
import { questionNames, questions } from '../checks/questions.ts';
import { sentenceOf } from '../output/machine-sentence.ts';
import { whereIsPf } from '../output/text/tree.ts';
import { type Branch, hierarchyOf } from '../verdict/hierarchy.ts';
import { AddressMap } from './address-map.tsx';
import { Differences } from './differences.tsx';
import { FindingsView } from './findings-view.tsx';
import { ByteRow } from './function/byte-row.tsx';
import { byteRows } from './function/byte-rows.ts';
import { Checks } from './function/checks.tsx';
import { blocks } from './function/fields-of.ts';
import { HeaderCard } from './function/header-card.tsx';
import { SharingTable } from './function/sharing.tsx';
import { sharer } from './function/sharing-of.ts';
import { Routing } from './routing.tsx';
import { chosen, current, opened } from './state.ts';
import { Dumped, idsOf, nameOf, RoleBadge, shortAddress } from './words.tsx';

/** More levels than these are not indented further. */
const mostDepth = 12;

/** All of a machine, and the chosen Function with its bytes: everything unfolded. */
export function PrintedPage(): VNode | null {
  const machine = current.value;
  const report = chosen.value;
  if (!machine) return null;
  const { roots } = hierarchyOf(machine.system, machine.selection, false);
  const isAsked = report && questionNames.some((name) => questions[name].isAbout(machine.system, report.fn));
  return (
    <>
      <h1>{machine.name}</h1>
      <p>{sentenceOf(machine.counts, machine.findings.value?.length)}</p>
      <h2>Machine</h2>
      <ul class="print-tree">
        {roots.map(({ name, children }) => (
          <li key={name}>
            <b>Bus {name}</b>
            <ul>
              {children.map((branch) => (
                <PrintedBranch key={branch.group[0].fn.address} branch={branch} depth={1} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <FindingsView />
      <Routing />
      <AddressMap />
      {opened.value.length > 1 ? <Differences /> : null}
      {report ? (
        <>
          <h2>The chosen Function</h2>
          <HeaderCard />
          {sharer.value ? <SharingTable /> : null}
          {isAsked ? <Checks /> : null}
          <h3>Bytes</h3>
          <div class="bytes">
            {byteRows(report.fn.config, blocks.value, 16).map((row) => (
              <ByteRow key={row.offset} row={row} columns={16} found={new Map()} isFirst={false} />
            ))}
          </div>
          <h3>Fields</h3>
          <div class="print-fields">
            {blocks.value.map(({ name, title, fields }) => (
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
        </>
      ) : null}
    </>
  );
}

function PrintedBranch({ branch, depth }: { readonly branch: Branch; readonly depth: number }): VNode {
  const { group, children } = branch;
  const [report] = group;
  const { verdict, pf } = report;
  const last = group.at(-1);
  const isUnsure = verdict.attachment !== null && verdict.attachment !== 'attached';
  return (
    <li style={{ marginLeft: `${depth < mostDepth ? 12 : 0}px` }}>
      <span class="address">
        {shortAddress(report)}
        {last && last !== report ? `…${shortAddress(last)}` : ''}
      </span>{' '}
      <RoleBadge report={report} group={group} /> <Dumped text={nameOf(report)} />{' '}
      <span class="ids">{idsOf(report)}</span>
      {isUnsure ? (
        <ul class="evidence-print">
          {verdict.attachment === 'detached' ? <li>{whereIsPf(verdict)}</li> : null}
          {verdict.evidence.map(({ signal, weight, seen }) => (
            <li key={signal} class="note">
              {weight}: <Dumped text={seen} />
            </li>
          ))}
        </ul>
      ) : null}
      {(pf?.missing.length ?? 0) > 0 ? (
        <p class="missing-line">{pf?.missing.length} enabled VFs are not in the dump</p>
      ) : null}
      {children.length > 0 ? (
        <ul>
          {children.map((child) => (
            <PrintedBranch key={child.group[0].fn.address} branch={child} depth={depth + 1} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
