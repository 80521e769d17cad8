import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hexDump } from '../../src/input/formats/lspci/write.ts';
import { compareDump, Tally } from './compare.ts';
import { generated, type Shape } from './generated.ts';
import { decodeWithLspci, skip } from './lspci.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lsvf-differential-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The third generated Function, whose body is random, and what lspci says about it. */
function one(shape: Shape): { dump: string; printed: string } {
  const dump = generated(shape, 3)
    .slice(2)
    .flatMap((fn) => [...hexDump(fn)])
    .join('');
  const file = join(scratch, 'one.txt');
  writeFileSync(file, dump);
  return { dump, printed: decodeWithLspci(file) };
}

/** What differs of a capability, when the one or the other is changed. */
function differences(dump: string, printed: string, capability: string): string[] {
  const tally = new Tally();
  compareDump(Buffer.from(dump), printed, tally);
  return tally.unexplained
    .filter(({ where }) => where.includes(capability))
    .map(({ where, ours, lspci }) => `${where}: ${ours}, ${lspci}`);
}

const ltr: Shape = { name: 'ltr', fixed: { 4: 0x10, 5: 0x0c, 6: 0x20, 7: 0x04 } };

describe.skipIf(skip)('the comparison itself', () => {
  test('finds no difference where there is none', () => {
    const { dump, printed } = one(ltr);
    expect(differences(dump, printed, 'ltr')).toEqual([]);
  });

  test('sees a value that differs', () => {
    const { dump, printed } = one(ltr);
    const changed = printed.replace('Max snoop latency: 524288ns', 'Max snoop latency: 16384ns');
    expect(changed).not.toBe(printed);
    expect(differences(dump, changed, 'ltr')).toEqual(['ltr Max snoop latency: *ns: 524288, 16384']);
  });

  test('sees a bit that differs', () => {
    const { dump, printed } = one({ name: 'ari' });
    const changed = printed.replace(
      /(ARICtl:\tMFVC)(.)/,
      (_, words, sign) => words + (sign === '+' ? '-' : '+'),
    );
    expect(changed).not.toBe(printed);
    expect(differences(dump, changed, 'ari')).toHaveLength(1);
  });

  test('sees a word that no row has', () => {
    const { dump, printed } = one({ name: 'ari' });
    const changed = printed.replace('ARICtl:\tMFVC', 'ARICtl:\tOther+ MFVC');
    expect(differences(dump, changed, 'ari')).toEqual(['ari ARICtl: no row, Other']);
  });

  test('sees another capability, and one that only one of them has', () => {
    const { dump, printed } = one({ name: 'ltr' });
    const [before] = printed.split('\tCapabilities: [100 v1]') as [string];
    expect(differences(dump, `${before}\tCapabilities: [100 v1] Multicast\n`, 'ltr')).toEqual([
      'capability ltr: ltr, Multicast',
    ]);
    expect(differences(dump, before, 'ltr')).toEqual(['capability ltr: at 100, absent']);
    expect(differences(dump, `${printed.trimEnd()}\n\tCapabilities: [200 v1] Null\n`, 'Null')).toEqual([
      'capability Null: absent, at 200',
    ]);
  });

  test('takes a known difference for what it is, and for nothing else', () => {
    const { dump, printed } = one({ ...ltr, fixed: { 4: 0x10, 5: 0x1c, 6: 0x20, 7: 0x04 } });
    expect(differences(dump, printed, 'ltr')).toEqual([]);
    const changed = printed.replace(/(Max no snoop latency: )\d+ns/, '$11ns');
    expect(differences(dump, changed, 'ltr')).toEqual(['ltr Max no snoop latency: *ns: 1024, 1']);
  });
});
