import type { VNode } from 'preact';
import { sentenceOf } from '../output/machine-sentence.ts';
import { whereIsPf } from '../output/text/tree.ts';
import { type Branch, hierarchyOf } from '../verdict/hierarchy.ts';
import type { FunctionReport } from '../verdict/system.ts';
import { AddressMap } from './address-map.tsx';
import { Differences } from './differences.tsx';
import { FindingsView } from './findings-view.tsx';
import { PrintedFunction } from './printed-function.tsx';
import { Routing } from './routing.tsx';
import { current, opened } from './state.ts';
import { count, Dumped, idsOf, nameOf, RoleBadge, shortAddress } from './words.tsx';

/** More levels than these are not indented further. */
const mostDepth = 12;

/** No more Functions than these are printed; where there are more, the first of those that are alike. */
const mostPrinted = 128;

interface Printed {
  readonly report: FunctionReport;
  /** Whether the one before it is alike. */
  readonly isAlike: boolean;
}

function printedOf(roots: readonly { readonly children: readonly Branch[] }[]): Printed[] {
  const list: Printed[] = [];
  const add = ({ group, children }: Branch): void => {
    list.push(...group.map((report, n) => ({ report, isAlike: n > 0 })));
    children.forEach(add);
  };
  for (const { children } of roots) children.forEach(add);
  const least = list.length > mostPrinted ? list.filter(({ isAlike }) => !isAlike) : list;
  return least.slice(0, mostPrinted);
}

/** All of a machine, every Function with its bytes: everything unfolded. */
export function PrintedPage(): VNode | null {
  const machine = current.value;
  if (!machine) return null;
  const { roots } = hierarchyOf(machine.system, machine.selection, false);
  const printed = printedOf(roots);
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
      <h2>Functions</h2>
      {printed.map(({ report, isAlike }) => (
        <PrintedFunction key={report.fn.address} report={report} isAlike={isAlike} />
      ))}
      {printed.length < machine.reports.length ? (
        <p>
          {count(machine.reports.length - printed.length, 'Function')} of {machine.reports.length} not printed
          byte by byte; the machine above names them. Choose them with lsvf report -s to print them.
        </p>
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
