import type {
  Difference,
  FieldChange,
  FunctionDifference,
  FunctionRef,
  LoneFunction,
} from '../../compare/difference.ts';
import type { Position } from '../../model/diagnostic.ts';
import { schemaVersion } from '../json.ts';

type Json = Record<string, unknown>;

/** `{ changes: [ { function, kind, field, before, after } ] }` and more. */
export function diffJson(difference: Difference): string {
  const { before, after, pairs, lone, ambiguous, same, uncompared, ignored, differs } = difference;
  const side = ({ source, inputFormat, functions }: Difference['before'][number]): Json => ({
    source,
    input_format: inputFormat,
    functions,
  });
  const changes = [
    ...pairs.flatMap((pair) => [
      ...answerChange(pair),
      ...pair.changes.map((change) => fieldChange(pair, change)),
    ]),
    ...lone.map(loneChange),
  ];
  const several = before.length > 1 || after.length > 1;
  if (!several) for (const change of changes) delete change['source'];
  const document = {
    schema_version: schemaVersion,
    before: before.map(side),
    after: after.map(side),
    differs,
    summary: {
      functions_changed: pairs.filter((pair) => pair.changes.length > 0 || pair.readable !== null).length,
      functions_added: lone.filter(({ kind }) => kind === 'added').length,
      functions_removed: lone.filter(({ kind }) => kind === 'removed').length,
      functions_same:
        same + pairs.filter((pair) => pair.changes.length === 0 && pair.readable === null).length,
      functions_not_compared: uncompared,
      changes: changes.length,
      volatile: pairs.reduce((sum, pair) => sum + pair.volatile.length, 0),
      ignored,
    },
  };
  const lists: [string, Json[]][] = [
    ['meanings', pairs.flatMap(meaningRecords)],
    ['changes', changes],
    ['volatile', pairs.flatMap((pair) => pair.volatile.map((change) => fieldChange(pair, change)))],
    [
      'incomparable',
      pairs.flatMap((pair) =>
        pair.incomparable.map(({ side: lacking, ...rest }) => ({ ...who(pair), ...rest, lacking })),
      ),
    ],
    [
      'ambiguous',
      ambiguous.map(({ before: own, after: other, why }) => ({
        before: own.map(({ address }) => address),
        after: other.map(({ address }) => address),
        why,
      })),
    ],
  ];
  // One record a line: long, but a person can search in it.
  const body = lists.map(([name, records]) => {
    const lines = records.map((record) => `\n${JSON.stringify(record)}`).join(',');
    return `,\n"${name}":[${lines}${records.length > 0 ? '\n' : ''}]`;
  });
  return `${JSON.stringify(document).slice(0, -1)}${body.join('')}}\n`;
}

/** The Function that a change is about: by its address on the second side. */
const who = ({ before, after }: Pick<FunctionDifference, 'before' | 'after'>): Json => ({
  source: after.source,
  function: after.address,
  ...(before.address === after.address ? {} : { before_function: before.address }),
});

const meaningRecords = (pair: FunctionDifference): Json[] =>
  pair.meanings.map(({ id, text, reads, volatile }) => ({
    function: pair.after.address,
    id,
    meaning: text,
    fields: reads,
    volatile,
  }));

function fieldChange(pair: FunctionDifference, change: FieldChange): Json {
  const { kind, field, about, title, before, after, reason, meaning, volatile, hazard, explanation } = change;
  return {
    ...who(pair),
    kind,
    field,
    before,
    after,
    ...(reason === null ? {} : { reason }),
    about,
    title,
    before_text: change.beforeText,
    after_text: change.afterText,
    meaning,
    volatile,
    hazard,
    ...(change.inVf === null ? {} : { in_vf: change.inVf }),
    before_offset: change.offsetBefore,
    after_offset: change.offsetAfter,
    ...placeRecord('before', change.at.before),
    ...placeRecord('after', change.at.after),
    ...(change.follows ? { follows: true } : {}),
    ...(pair.guest === null ? {} : { guest: pair.guest, explanation }),
  };
}

/** The line in which the byte stands; of a binary file the offset says it all. */
const placeRecord = (side: 'before' | 'after', at: Position | null): Json =>
  at?.line === undefined ? {} : { [`${side}_line`]: at.line, [`${side}_column`]: at.column ?? 1 };

/** A Function that stopped answering, or answers again: no field of it is compared. */
function answerChange(pair: FunctionDifference): Json[] {
  if (pair.readable === null) return [];
  const words = ['readable', 'unreadable'];
  const [before, after] = pair.readable === 'lost' ? words : words.toReversed();
  return [
    {
      ...who(pair),
      kind: 'changed',
      field: null,
      before,
      after,
      about: 'function',
      meaning: pair.readableText,
      volatile: false,
    },
  ];
}

function loneChange({ kind, function: ref, meaning, replaced }: LoneFunction): Json {
  const ids = ref.vendorId === null ? '????:????' : `${ref.vendorId}:${ref.deviceId ?? '????'}`;
  return {
    source: ref.source,
    function: ref.address,
    kind,
    field: null,
    before: kind === 'removed' ? ids : null,
    after: kind === 'added' ? ids : null,
    reason: replaced
      ? 'another device is at this address'
      : `not in the ${kind === 'added' ? 'first' : 'second'} input`,
    about: 'function',
    meaning,
    volatile: false,
    ...refRecord(ref),
  };
}

const refRecord = ({ role, name, pf, vfNumber }: FunctionRef): Json => ({
  role,
  name,
  pf,
  vf_number: vfNumber,
});
