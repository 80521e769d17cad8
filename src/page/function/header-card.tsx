import type { ComponentChildren, VNode } from 'preact';
import { givenTo } from '../../machine/given.ts';
import { linkStateOf } from '../../machine/link-state.ts';
import { formatKey } from '../../model/address.ts';
import { glyphs } from '../../output/text/style.ts';
import { pfText, whereIsPf } from '../../output/text/tree.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { place } from '../place.ts';
import { choose, chosen, current } from '../state.ts';
import { Dumped, idsOf, RoleBadge } from '../words.tsx';
import { barLines } from './bar-lines.ts';
import { Evidence } from './evidence.tsx';

/** What the chosen Function is, why, and where it is in the machine. */
export function HeaderCard(): VNode | null {
  const [machine, report] = [current.value, chosen.value];
  if (!machine || !report) return null;
  const { fn } = place.value;
  return (
    <Card report={report} isOpen={false}>
      {fn === undefined || machine.byAddress.has(fn) ? null : (
        <p class="warned" role="status">
          <Dumped text={fn} /> is not in this input: another Function is shown.
        </p>
      )}
    </Card>
  );
}

/** `isOpen`: with the evidence unfolded. */
export function Card({
  report,
  isOpen,
  children,
}: {
  readonly report: FunctionReport;
  readonly isOpen: boolean;
  readonly children?: ComponentChildren;
}): VNode {
  const { verdict, fn } = report;
  const loud = verdict.attachment === 'detached';
  return (
    <header class={`card${loud ? ' loud' : ''}`}>
      {children}
      <div class="card-title">
        <h2>{fn.address}</h2>
        <RoleBadge report={report} />
        <span class="card-name">
          {report.className ? (
            <>
              <Dumped text={report.className} />:{' '}
            </>
          ) : null}
          <Dumped text={report.name ?? ''} /> <span class="ids">[{idsOf(report)}]</span>
        </span>
      </div>
      {loud ? <p class="headline">{whereIsPf(verdict)}</p> : null}
      {verdict.reason !== null && !loud ? (
        <p>
          <Dumped text={verdict.reason} />
        </p>
      ) : null}
      <Facts report={report} />
      <Evidence evidence={verdict.evidence} isOpen={isOpen || loud || verdict.attachment === 'unknown'} />
    </header>
  );
}

function Facts({ report }: { readonly report: FunctionReport }): VNode | null {
  const machine = current.value?.system.machine;
  if (!machine) return null;
  const { fn, verdict, view, pf, parent } = report;
  const { driver, iommuGroup, numaNode } = givenTo(fn);
  const link = linkStateOf(machine, fn, view);
  const other = link && (link.upper === fn ? link.lower : link.upper);
  const facts: [string, VNode | string | undefined][] = [
    ['PF', verdict.pf === null ? undefined : <To address={formatKey(verdict.pf)} />],
    ['VFs', pf ? pfText(report, glyphs(true), machine) : undefined],
    ['below', parent === null ? undefined : <To address={formatKey(parent)} />],
    [
      'link',
      link ? (
        <>
          {link.now}
          {link.isSlower ? <strong class="slow"> slower than both can: {link.best}</strong> : null}
          {other ? (
            <>
              {' '}
              to <To address={other.address} />
            </>
          ) : null}
        </>
      ) : undefined,
    ],
    ['driver', driver === null ? undefined : <Dumped text={driver} />],
    ['IOMMU group', iommuGroup === null ? undefined : String(iommuGroup)],
    ['NUMA node', numaNode === null ? undefined : String(numaNode)],
    ...barLines(view).map(([name, text]): [string, string] => [name, text]),
  ];
  return (
    <dl class="card-facts">
      {facts.map(([name, text]) =>
        text === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** A link to another Function; plain text where the dump does not hold it. */
export function To({ address, field }: { readonly address: string; readonly field?: string }): VNode {
  if (!current.value?.byAddress.has(address)) return <span class="address">{address}</span>;
  return (
    <button
      type="button"
      class="link address"
      onClick={() => choose(address, field === undefined ? {} : { field, tab: 'bytes' })}
    >
      {address}
    </button>
  );
}
