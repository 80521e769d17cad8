import { XMLValidator } from 'fast-xml-parser';
import { rules } from '../../src/lint/rules/index.ts';
import { allRunFindings } from '../../src/lint/run-findings.ts';
import type { Diagnostic, Position } from '../../src/model/diagnostic.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { jsonText } from '../../src/output/json-text.ts';
import { type Branch, hierarchyOf } from '../../src/verdict/hierarchy.ts';
import { everything } from '../../src/verdict/select.ts';
import type { System } from '../../src/verdict/system.ts';

/** What has to hold of everything that lsvf says, whatever it was given. */

export class Broken extends Error {}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}

/** Positions are inside the text. */
export function positionsInside(bytes: Uint8Array, snapshot: Snapshot): void {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const inside = ({ line, column, offset }: Position, what: string): void => {
    if (line !== undefined) {
      must(line >= 1 && line <= lines.length, `${what}: line ${line} of ${lines.length}`);
      const length = lines[line - 1]?.length ?? 0;
      must(
        column === undefined || (column >= 1 && column <= length + 1),
        `${what}: column ${column} of ${length}`,
      );
    }
    must(offset === undefined || (offset >= 0 && offset <= bytes.length), `${what}: byte ${offset}`);
  };
  for (const { at, code, related } of snapshot.diagnostics) {
    if (at) inside(at, code);
    for (const one of related ?? []) inside(one.at, code);
  }
  for (const fn of snapshot.functions) {
    for (const { start, end } of fn.config.knownRanges)
      for (const offset of [start, (start + end) >> 1, end - 1]) inside(fn.positionOf(offset), fn.address);
    inside(fn.positionOf(), fn.address);
  }
}

/** Known bytes lie in 0 to FFFh, in order and apart. */
export function spacesWhole(snapshot: Snapshot): void {
  for (const { config, address } of snapshot.functions) {
    let last = -1;
    for (const { start, end } of config.knownRanges) {
      must(start > last && end > start && end <= 4096, `${address}: range ${start} to ${end} after ${last}`);
      last = end;
    }
    must(config.knownBytes <= 4096, `${address}: ${config.knownBytes} bytes`);
  }
}

/** Written out, not by Unicode's properties, by which they are found. */
const control = new RegExp(
  [
    '[\\0-\\x09\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u115f\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164]',
    '[\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\ud800-\\udfff\\u{e0000}-\\u{e0fff}]',
    ...['\\u034f', '\\u17b4', '\\u180b', '\\ufe0f'],
  ].join('|'),
  'u',
);

/** What a hostile text has after a line end: as text of ours it begins no line. */
export const canary = 'qzq';

/** Text for a terminal has no control characters but line ends, and those are ours. */
export function terminalSafe(text: string): void {
  const found = control.exec(text);
  must(
    found === null,
    `a control character ${JSON.stringify(found?.[0])} on the terminal: ${JSON.stringify(text.slice(Math.max(0, (found?.index ?? 0) - 40), (found?.index ?? 0) + 20))}`,
  );
  must(!new RegExp(`^\\s*${canary}`, 'm').test(text), 'a line end of a name');
  // AER has a field of the name undefined.
  const hole = /.{0,40}(?:NaN|\[object).{0,20}/.exec(text)?.[0];
  must(hole === undefined, `a hole in the text: ${JSON.stringify(hole)}`);
}

/** JSON says the same as it is printed, where it does nothing to a terminal or a CI runner. */
export function json(text: string): unknown {
  const printed = jsonText(text);
  must(!control.test(printed.replaceAll('\n', '')), 'a control character in JSON');
  must(!printed.includes('##['), 'a command in JSON');
  try {
    const value: unknown = JSON.parse(text);
    must(
      printed === text || JSON.stringify(JSON.parse(printed)) === JSON.stringify(value),
      'JSON is another when it is printed',
    );
    return value;
  } catch (error) {
    if (error instanceof Broken) throw error;
    throw new Broken(`no JSON: ${(error as Error).message}`);
  }
}

export function xml(text: string): void {
  const result = XMLValidator.validate(text);
  must(result === true, `no XML: ${JSON.stringify(result)}`);
  must(!control.test(text.replaceAll('\n', '')), 'a control character in XML');
  must(!text.includes('##['), 'a command in XML');
}

const codes = new Set([...rules.map(({ meta }) => meta.id), ...allRunFindings.map(({ id }) => id)]);
export const ruleExists = (id: string, diagnostics: readonly Diagnostic[]): boolean =>
  codes.has(id) || diagnostics.some(({ code }) => code === id);

/** What is said of PFs and VFs refers to Functions that are there, and agrees with itself. */
export function relationsHold(system: System): void {
  const { machine, snapshot } = system;
  for (const fn of snapshot.functions) {
    const { verdict, parent } = system.report(fn);
    const at = `${fn.address} (${verdict.role})`;
    if (verdict.role !== 'vf') {
      must(
        verdict.attachment === null && verdict.certainty === null && verdict.pf === null,
        `${at} is attached`,
      );
    } else {
      must(verdict.certainty !== null && verdict.attachment !== null, `${at} without certainty`);
      must(
        (verdict.attachment === 'detached') === (verdict.detachedKind !== null),
        `${at}: kind of detachment`,
      );
      if (verdict.attachment === 'attached') {
        must(verdict.pf !== null && machine.byKey.has(verdict.pf), `${at}: its PF is not there`);
        must(verdict.pf !== fn.key, `${at} is its own PF`);
        const pf = machine.byKey.get(verdict.pf);
        const role = pf && system.report(pf).verdict.role;
        must(role !== 'vf' && role !== 'bridge', `${at}: its PF is a ${role}`);
      }
      if (verdict.certainty === 'certain') {
        must(
          verdict.evidence.some(({ weight }) => weight === 'decisive'),
          `${at} is certain without a decisive signal`,
        );
      }
      must(verdict.vfNumber === null || verdict.vfNumber >= 1, `${at}: VF number ${verdict.vfNumber}`);
    }
    if (parent !== null) must(machine.byKey.has(parent), `${at}: its bridge is not there`);
  }
  nothingAboveItself(system);
}

/** Every walk upwards ends, and every Function is in the tree once. */
function nothingAboveItself(system: System): void {
  const { machine, snapshot } = system;
  for (const fn of snapshot.functions) {
    const met = new Set([fn]);
    for (let above = machine.bridgeAbove(fn)?.fn; above; above = machine.bridgeAbove(above)?.fn) {
      must(!met.has(above), `${above.address} is above itself`);
      met.add(above);
    }
  }
  const shown = new Map<object, number>();
  const count = ({ group, children }: Branch): void => {
    for (const { fn } of group) shown.set(fn, (shown.get(fn) ?? 0) + 1);
    children.forEach(count);
  };
  for (const { children } of hierarchyOf(system, everything, false).roots) children.forEach(count);
  for (const fn of snapshot.functions)
    must(shown.get(fn) === 1, `${fn.address} is in the tree ${shown.get(fn) ?? 0} times`);
}
