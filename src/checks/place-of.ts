import type { FunctionView } from '../decode/view.ts';
import type { Position } from '../model/diagnostic.ts';
import type { FieldPath } from '../registers/index.ts';

/** Where the input has a field: its bytes, or the words that state it. */
export function placeOf(view: FunctionView, path: FieldPath): Position | undefined {
  const answer = view.ask(path);
  if (answer.source === 'bytes') return view.fn.positionOf(answer.place.offset);
  return answer.source === 'stated' ? answer.at : undefined;
}
