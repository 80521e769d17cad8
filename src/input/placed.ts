import type { Diagnostic, Position, PositionMap } from '../model/diagnostic.ts';
import { PciFunction } from '../model/function.ts';
import { nothingStated, type Stated } from '../model/stated.ts';
import { mergeStated } from './facts.ts';

/* What was read from a text that was taken out of a file, with the places that it has in the file. */

/** A place in the file of one in the text. */
export function placedPosition(at: Position, map: PositionMap): Position {
  if (at.line === undefined) return at;
  const { line, column } = map.at(at.line, at.column ?? 1);
  return { ...at, line, ...(at.column === undefined ? {} : { column }) };
}

/** A diagnostic of the text as one of the file. */
export function placedDiagnostic(diagnostic: Diagnostic, map: PositionMap): Diagnostic {
  const { at, related } = diagnostic;
  return {
    ...diagnostic,
    ...(at ? { at: placedPosition(at, map) } : {}),
    ...(related ? { related: related.map((one) => ({ ...one, at: placedPosition(one.at, map) })) } : {}),
  };
}

/** A Function of the text as one of the file. */
export function placedFunction(fn: PciFunction, map: PositionMap): PciFunction {
  if (fn.origin.kind !== 'rows') return fn;
  const { stated } = fn.surroundings;
  return new PciFunction(
    fn.domain,
    fn.routingId,
    fn.config,
    { ...fn.origin, map },
    stated ? { ...fn.surroundings, stated: () => placedFacts(stated(), map) } : fn.surroundings,
  );
}

/** Facts with `at`, alone, in lists and in Maps: whatever is stated later has its place like the others. */
function placedFacts(stated: Stated, map: PositionMap): Stated {
  // A record that reads its facts when they are asked for has none to list.
  return placedValue(mergeStated(nothingStated, stated), map) as Stated;
}

function placedValue(value: unknown, map: PositionMap): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => placedValue(one, map));
  if (isMap(value)) return new Map([...value].map(([key, one]) => [key, placedValue(one, map)]));
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    key === 'at' ? placedPosition(one as Position, map) : placedValue(one, map),
  ]);
  return Object.fromEntries(entries);
}

/** A Map, or what looks like one and reads the words when it is asked. */
const isMap = (value: object): value is ReadonlyMap<unknown, unknown> =>
  'entries' in value && 'has' in value && Symbol.iterator in value;
