import type { Verdict } from './classify.ts';
import type { Evidence } from './evidence.ts';

/** The evidence that decided that a Function is a VF. */
export function decidingText({ evidence }: Pick<Verdict, 'evidence'>): string {
  for (const wanted of ['decisive', 'strong', 'supporting'] as const) {
    const deciding = evidence.find(({ weight }) => weight === wanted);
    if (deciding) return deciding.seen;
  }
  return '';
}

/** `because …, although …`: what decided, and what speaks against it all the same. */
export function whyText(verdict: Pick<Verdict, 'evidence'>): string {
  const against = verdict.evidence.filter(counts).map(({ seen }) => seen);
  const although = against.length > 0 ? `, although ${inWords(against)}` : '';
  return `because ${decidingText(verdict)}${although}`;
}

/** A hypervisor fills in the BARs of every VF that a guest has: they alone speak against none. */
const counts = ({ weight, seen }: Evidence): boolean => weight === 'against' && seen !== 'BARs are set';

const inWords = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
