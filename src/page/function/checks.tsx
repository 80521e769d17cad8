import type { VNode } from 'preact';
import type { StepResult } from '../../checks/ladder.ts';
import { type QuestionName, questionNames, questions } from '../../checks/questions.ts';
import { largestOf } from '../../output/check/record.ts';
import { answerText, linuxText } from '../../output/check/text.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { go, place } from '../place.ts';
import { choose, chosen, current } from '../state.ts';
import { To } from './header-card.tsx';
import { IommuGroup } from './iommu-group.tsx';

const short: Readonly<Record<QuestionName, string>> = {
  enable: 'enable VFs',
  assign: 'give to a guest',
  sva: 'use SVA',
};
const marks: Readonly<Record<StepResult['result'], string>> = {
  pass: '✓',
  fail: '✗',
  unknown: '?',
  'not-applicable': '–',
};

/** The questions of `lsvf check` as ladders with their steps. */
export function Checks(): VNode | null {
  const [machine, report] = [current.value, chosen.value];
  if (!machine || !report) return null;
  const { system } = machine;
  const about = questionNames.filter((name) => questions[name].isAbout(system, report.fn));
  const question = about.find((name) => name === place.value.check) ?? about[0];
  if (question === undefined) return null;
  const vfs = question === 'enable' ? numberOf(place.value.vfs) : undefined;
  const largest = largestOf(question, system, report.fn);
  return (
    <div class="checks">
      <div class="questions" role="group" aria-label="Question">
        {about.map((name) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={name === question}
            onClick={() => go({ tab: 'checks', check: name, vfs: undefined })}
          >
            {short[name]}
          </button>
        ))}
        {question === 'enable' ? (
          <label class="vfs">
            VFs{' '}
            <input
              type="number"
              min={1}
              max={0xffff}
              value={vfs ?? ''}
              placeholder={largest === null ? 'all' : String(largest)}
              onInput={({ currentTarget }) =>
                go({ tab: 'checks', check: question, vfs: currentTarget.value || undefined }, true)
              }
            />
          </label>
        ) : null}
      </div>
      <Answer report={report} question={question} vfs={vfs} />
      <IommuGroup report={report} />
    </div>
  );
}

/** What a question is answered, with its steps. */
export function Answer({
  report,
  question,
  vfs,
}: {
  readonly report: FunctionReport;
  readonly question: QuestionName;
  readonly vfs: number | undefined;
}): VNode | null {
  const system = current.value?.system;
  if (!system) return null;
  const asked = vfs === undefined ? {} : { vfs };
  const ladder = questions[question].ask(system, report.fn, asked);
  const largest = largestOf(question, system, report.fn);
  const answer = answerText({ system, fn: report.fn, question, asked, ladder, largest });
  return (
    <>
      <p class={`answer ${ladder.answer}`}>
        {questions[question].title} <strong>{answer}</strong>
      </p>
      <ol class="ladder">
        {ladder.steps.map((step) => (
          <Step key={step.meta.id} step={step} about={report} />
        ))}
      </ol>
    </>
  );
}

function numberOf(text: string | undefined): number | undefined {
  const n = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return n >= 1 && n <= 0xffff ? n : undefined;
}

function Step({ step, about }: { readonly step: StepResult; readonly about: FunctionReport }): VNode {
  const { meta, result, seen, bases, fn, fields, fix } = step;
  const isOther = fn !== about.fn;
  return (
    <li class={`step ${result}`}>
      <span class="mark" aria-hidden="true">
        {marks[result]}
      </span>
      <div>
        <p class="step-title">
          <span class="unseen">{result}: </span>
          {meta.title} <code>{meta.id}</code>
        </p>
        <p class="seen">
          {seen}
          {bases.length > 0 && result !== 'not-applicable' ? (
            <span class="dim"> ({bases.join(', ')})</span>
          ) : null}
        </p>
        {fields.length > 0 || isOther ? (
          <p class="step-fields">
            {isOther ? <To address={fn.address} /> : null}
            {[...new Set(fields)].map((path) => (
              <button
                key={path}
                type="button"
                class="link"
                onClick={() => choose(fn.address, { field: path, tab: 'bytes' })}
              >
                {isOther ? `${fn.address} ` : ''}
                {path}
              </button>
            ))}
          </p>
        ) : null}
        {result === 'fail' || (fix !== null && result !== 'pass') ? (
          <dl class="facts">
            {result === 'fail' ? <Fact name="Linux" text={linuxText(step)} /> : null}
            {fix === null ? null : <Fact name="do" text={fix} />}
            {result === 'fail' && meta.versions !== undefined ? (
              <Fact name="kernels" text={meta.versions} />
            ) : null}
            {result === 'fail' ? <Fact name="source" text={meta.source} /> : null}
          </dl>
        ) : null}
      </div>
    </li>
  );
}

const Fact = ({ name, text }: { name: string; text: string }): VNode => (
  <div>
    <dt>{name}</dt>
    <dd>{text}</dd>
  </div>
);
