import type { Carried, CarriedInput } from '../input/carried.ts';
import type { Finding } from '../lint/engine.ts';
import { findingsOf } from './findings-of.ts';
import { type Opened, openInputs } from './opened.ts';
import type { ReportSettings } from './settings.ts';

/*
 * Linting takes longest. It is done in a worker, which reads the same inputs once more: what was read has functions and
 * cannot be sent. Findings are plain and can.
 */

/** More Functions than these are linted in a worker. */
const mostAtOnce = 64;

/** Whether this is the worker. */
export const isWorker = typeof document === 'undefined';

export function answerAsWorker(): void {
  addEventListener('message', ({ data }: MessageEvent<Carried<ReportSettings>>) => {
    void openInputs(data.inputs, data.settings).then((machines) => {
      machines.forEach((machine, n) => {
        postMessage({ n, findings: findingsOf(machine.system, data.settings) });
      });
      postMessage('done');
    });
  });
}

/** Lints what was opened from `inputs`; the findings appear when they are there. */
export function lintAll(
  machines: readonly Opened[],
  inputs: readonly CarriedInput[],
  settings: ReportSettings,
): void {
  const here = (): void => {
    for (const machine of machines) {
      if (machine.findings.value === undefined)
        setTimeout(() => {
          machine.findings.value = kept(findingsOf(machine.system, settings), machine);
        });
    }
  };
  const all = machines.reduce((sum, { reports }) => sum + reports.length, 0);
  const worker = all > mostAtOnce ? startWorker() : undefined;
  if (!worker) {
    here();
    return;
  }
  worker.onerror = (): void => {
    worker.terminate();
    here();
  };
  worker.onmessage = ({ data }: MessageEvent<'done' | { n: number; findings: readonly Finding[] }>): void => {
    if (data === 'done') worker.terminate();
    else {
      const machine = machines[data.n];
      if (machine) machine.findings.value = kept(data.findings, machine);
    }
  };
  worker.postMessage({ inputs, settings });
}

/** Those on what is shown. */
const kept = (findings: readonly Finding[], { byAddress }: Opened): Finding[] =>
  findings.filter(({ function: address }) => address === null || byAddress.has(address));

/** The script of the page once more; undefined where the browser starts none from it. */
function startWorker(): Worker | undefined {
  const text = document.getElementById('running')?.textContent;
  if (!text) return undefined;
  try {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const worker = new Worker(url);
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    return worker;
  } catch {
    return undefined;
  }
}
