import { render } from 'preact';
import { App } from './app.tsx';
import { carriedData } from './carried-data.ts';
import { differ } from './differences.tsx';
import { answerAsWorker, isWorker } from './lint-worker.ts';
import { openAll } from './open/open-all.ts';
import { go, place } from './place.ts';
import { opened, reading, unread } from './state.ts';

/** Shows what the report carries; the viewer carries nothing and asks for it. */
async function start(): Promise<void> {
  const root = document.getElementById('app');
  if (!root) return;
  const isReport = document.getElementById('inputs') !== null;
  if (isReport) reading.value = { name: 'the report', part: 0 };
  root.textContent = '';
  render(<App />, root);
  const carried = await carriedData();
  if (!carried) return;
  unread.value = carried.settings.unread;
  await openAll(carried.inputs, carried.settings);
  // The differences of two inputs are what was asked for; one machine in two formats is shown as a machine.
  const { view, fn } = place.value;
  if (opened.value.length === 2 && view === undefined && fn === undefined && differ())
    go({ view: 'differences' }, true);
}

if (isWorker) answerAsWorker();
else void start();
