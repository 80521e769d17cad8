import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Unread } from '../unread.tsx';
import { FilePickers } from './file-pickers.tsx';
import { openText, problem } from './open-files.ts';
import { isHeld } from './use-drops.ts';

declare const LSVF_VERSION: string;

/** Fewer lines than these are put into the field, to be completed. */
const fewestLines = 3;

/** What the viewer shows first: where a dump can be dropped, chosen or pasted. */
export function OpenScreen(): VNode {
  const text = useSignal('');
  return (
    <main class={`open-screen${isHeld.value ? ' held' : ''}`}>
      <h1>
        lsvf <span class="dim">{LSVF_VERSION}</span>
      </h1>
      <p class="lead">Which PCI Functions are PFs and VFs, which VFs are detached, and what they share.</p>
      <Unread />
      <div class="drop-zone">
        <p>
          <strong>Drop a dump here</strong>, an archive or a folder; two to compare them.
        </p>
        <FilePickers />
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.value.trim() !== '') void openText(text.value);
        }}
      >
        <label for="paste">or paste one, such as what lspci -D -nn -xxxx prints as root</label>
        <textarea
          id="paste"
          rows={10}
          spellcheck={false}
          value={text.value}
          onPaste={(event) => {
            // A dump is opened, not written out in the field first.
            const given = event.clipboardData?.getData('text/plain') ?? '';
            if (given.split('\n').length < fewestLines) return;
            event.preventDefault();
            void openText(given);
          }}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
        />
        <button type="submit" class="main-button">
          Show it
        </button>
      </form>
      {problem.value === undefined ? null : (
        <p class="warned" role="alert">
          {problem.value}
        </p>
      )}
      <p class="promise">Nothing leaves this page: it has no network, and reads the dump right here.</p>
    </main>
  );
}
