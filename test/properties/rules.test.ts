import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Linter } from '../../src/lint/engine.ts';
import { exampleSnapshot } from '../../src/lint/example.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const everything = new Linter(
  rules.map((rule) => ({ rule, severity: rule.meta.severity })),
  rules,
);
const snapshots = await Promise.all(
  rules.flatMap((rule) => [...rule.examples.good, ...rule.examples.bad]).map(exampleSnapshot),
);

/** Edits that hurt: where lists, lengths and counts stand as often as anywhere. */
const edit = fc.record({
  offset: fc.oneof(fc.nat(0x3f), fc.nat(0xff), fc.nat(0x23f), fc.nat(0xfff)),
  bytes: fc.array(fc.oneof(fc.constantFrom(0, 0xff), fc.nat(0xff)), { minLength: 1, maxLength: 4 }),
});
const size = fc.oneof(fc.constantFrom(64, 256, 4096), fc.nat(4096));

function damaged(
  snapshot: Snapshot,
  edits: readonly { readonly offset: number; readonly bytes: readonly number[] }[],
  length: number,
): Snapshot {
  const functions = snapshot.functions.map((fn) => {
    const bytes = fn.config.slice(0, 4096);
    for (const { offset, bytes: values } of edits) bytes.set(values.slice(0, 4096 - offset), offset);
    const config = ConfigSpace.of(bytes.slice(0, Math.min(length, Math.max(fn.config.end, 64))));
    return new PciFunction(
      fn.domain,
      fn.routingId,
      config,
      { kind: 'binary', file: 'fuzz' },
      fn.surroundings,
    );
  });
  return { ...snapshot, functions };
}

test('no rule throws, and no message has a hole, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.nat(snapshots.length - 1), fc.array(edit, { maxLength: 6 }), size, (n, edits, length) => {
      const snapshot = damaged(snapshots[n] as Snapshot, edits, length);
      const { findings, implied } = everything.lint(new System(snapshot, new Names()));
      for (const { rule, message } of [...findings, ...implied]) {
        expect(`${rule}: ${message}`).not.toMatch(/\{\{|undefined|NaN|-[0-9A-F]+h/);
      }
    }),
    { numRuns: 3000 },
  );
});
