import { pagesFor } from './page.ts';
import { exact, search } from './search.ts';

/** Paths of the capabilities, registers and fields that a title, a macro, a setpci name or a word of lspci means. */
export function fieldsNamed(name: string): readonly string[] {
  const named = pathsOf(name);
  if (named.length > 0) return named;
  const hits = search(name).filter(
    ({ kind }) => kind === 'capability' || kind === 'register' || kind === 'field',
  );
  const [best] = hits;
  if (!best || best.rank > exact) return [];
  return hits.filter(({ rank }) => rank === best.rank).map((hit) => hit.name);
}

const pathsOf = (name: string): string[] =>
  pagesFor(name).flatMap((page) => {
    if (page.kind === 'capability') return [page.capability.name];
    return page.kind === 'register' ? [(page.asked ?? page.register).path.replaceAll('[n]', '')] : [];
  });
