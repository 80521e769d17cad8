import type { CaptureAdvice } from '../input/format.ts';
import { formats } from '../input/formats/index.ts';

/** For forms that say nothing of their own. */
const anyForm: CaptureAdvice = {
  again: 'Capture the dump again.',
  bytes: 'Capture it again with all bytes of its configuration space, as root.',
  extended: 'Capture it again with all 4096 bytes of its configuration space.',
  facts: 'Capture both in one run.',
  others: 'Capture the other functions of the system as well.',
};

/** How a person who holds a dump of a form gets more into it. */
const captureAdvice = (form: string | undefined): CaptureAdvice =>
  formats.find(({ name }) => name === form)?.capture ?? anyForm;

/** Without a dump at hand, lspci is what there is everywhere. */
const usual = 'lspci';

/** What a rule says to do, in the words of a form: `{{bytes}}` is how bytes get into it. */
export function adviceIn(fix: string, form: string = usual): string {
  const advice = captureAdvice(form);
  return fix.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(advice, name) ? advice[name as keyof CaptureAdvice] : whole,
  );
}
