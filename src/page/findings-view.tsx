import type { VNode } from 'preact';
import { FindingItem } from './finding.tsx';
import { current } from './state.ts';
import { Dumped } from './words.tsx';

const order = ['error', 'warning', 'info'];

/** Everything that lint finds in the input, and what its reader had to say. */
export function FindingsView(): VNode | null {
  const machine = current.value;
  if (!machine) return null;
  const found = machine.findings.value;
  const { diagnostics } = machine.system;
  const sorted = [...(found ?? [])].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <div class="view-body">
      <h2>Findings</h2>
      {found === undefined ? <p role="status">Looking…</p> : null}
      {found?.length === 0 ? <p>Nothing was found.</p> : null}
      <ul class="findings columns">
        {sorted.map((finding, n) => (
          <FindingItem key={n} finding={finding} withFunction />
        ))}
      </ul>
      {diagnostics.length > 0 ? <h3>What reading it said</h3> : null}
      <ul class="findings columns">
        {diagnostics.map(({ severity, message, code, at }, n) => (
          <li key={n} class={`finding ${severity}`}>
            <p>
              <span class={`severity ${severity}`}>{severity}</span> <Dumped text={message} />
            </p>
            <p class="finding-place">
              <code>{code}</code>{' '}
              <span class="dim">
                <Dumped text={at ? `${at.file}${at.line === undefined ? '' : `:${at.line}`}` : ''} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
