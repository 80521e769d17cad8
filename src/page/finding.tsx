import type { VNode } from 'preact';
import type { Finding } from '../lint/engine.ts';
import { rules } from '../lint/rules/index.ts';
import { choose } from './state.ts';
import { Dumped } from './words.tsx';

const ruleOf = (id: string): (typeof rules)[number] | undefined => rules.find(({ meta }) => meta.id === id);

/** Opens the Function of a finding at its byte. */
export function follow({ function: address, field }: Finding): void {
  if (address !== null) choose(address, { tab: 'bytes', ...(field === null ? {} : { field }) });
}

/** One finding: what is wrong, where, and what to do. */
export function FindingItem({ finding, withFunction }: { finding: Finding; withFunction: boolean }): VNode {
  const { rule, severity, message, at, function: address, field } = finding;
  const meta = ruleOf(rule)?.meta;
  const where = `${at.file}${at.line === undefined ? '' : `:${at.line}:${at.column ?? 1}`}`;
  return (
    <li class={`finding ${severity}`}>
      <p>
        <span class={`severity ${severity}`}>{severity}</span> <Dumped text={message} />
      </p>
      <p class="finding-place">
        {address === null ? null : (
          <button type="button" class="link" onClick={() => follow(finding)}>
            {withFunction ? `${address}${field === null ? '' : ' '}` : ''}
            {field ?? (withFunction ? '' : 'its bytes')}
          </button>
        )}{' '}
        <code>{rule}</code>{' '}
        <span class="dim">
          <Dumped text={where} />
        </span>
      </p>
      {meta ? (
        <details>
          <summary>why, and what to do</summary>
          <p>{meta.why}</p>
          <p>{meta.fix}</p>
        </details>
      ) : null}
    </li>
  );
}
