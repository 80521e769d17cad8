import { expect, test } from 'vitest';
import { encode } from '../../src/decode/encode.ts';
import { formats } from '../../src/input/formats/index.ts';
import { readBytes } from '../../src/input/read.ts';
import { IgnoreComments } from '../../src/lint/ignore-comments.ts';
import { Linters } from '../../src/lint/linters.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';
import { printers } from '../input/printers.ts';

/* The same Function, whose BIST has failed, as each format writes it, with a comment above. */

const rule = 'header/bist-passed';
const bytes = encode({
  'header.vendor_id': 0x8086,
  'header.device_id': 0x10c9,
  'header.class_code.base_class': 2,
  'header.bist.capable': 1,
  'header.bist.completion_code': 5,
}).slice(0, 256);
function findings(text: string) {
  const snapshot = readBytes('0000:01:00.0.txt', new TextEncoder().encode(text));
  const comments = new IgnoreComments(snapshot);
  const result = new Linters('pedantic', {}, []).for('x').lint(new System(snapshot, new Names()));
  const found = result.findings.filter((finding) => finding.rule === rule);
  return {
    found: found.length,
    hidden: found.filter((finding) => comments.reasonFor(finding) === 'a broken part').length,
    format: snapshot.inputFormat,
    complaints: snapshot.diagnostics.map(({ code }) => code),
  };
}

const address = { domain: 0, bus: 1, device: 0, fn: 0 };
const umockdev = `P: /devices/pci0000:00/0000:01:00.0\nE: SUBSYSTEM=pci\nH: config=${Buffer.from(bytes).toString('hex')}\n`;
const printed = Object.entries(printers).map(([name, { print, before = [] }]) => {
  const text = `${[...before, ...print(address, [...bytes])].join('\n')}\n`;
  return [name, text] as const;
});

const texts = [...printed, ['umockdev', umockdev] as const];

test.each(texts)('%s', (_name, text) => {
  const without = findings(text);
  const { comment } = formats.find((one) => one.name === without.format) ?? {};
  if (without.found === 0 || !comment) return;
  expect(findings(`${comment} lsvf-ignore ${rule}: a broken part\n${text}`)).toEqual({
    ...without,
    hidden: 1,
  });
});

test('most formats were looked at', () => {
  const looked = texts.flatMap(([, text]) => (findings(text).found > 0 ? [findings(text).format] : []));
  expect(new Set(looked).size).toBeGreaterThan(10);
});

test('a rule that is off in one file alone leaves its comment there without a word', async () => {
  const { runHere } = await import('./run-here.ts');
  const { mkdtempSync, readFileSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const folder = mkdtempSync(join(tmpdir(), 'lsvf-comments-'));
  const over = join(import.meta.dirname, '../../samples/broken/sriov/num-vfs-within-total.txt');
  const text = `# lsvf-ignore sriov/num-vfs-within-total: known\n${readFileSync(over, 'utf8')}`;
  const calm = text.replaceAll('09 00', '02 00');
  const overrides = [{ files: ['off.txt'], rules: { 'sriov/num-vfs-within-total': 'off' } }];
  writeFileSync(join(folder, 'lsvf.config.json'), JSON.stringify({ overrides }));
  writeFileSync(join(folder, 'off.txt'), text);
  writeFileSync(join(folder, 'on.txt'), calm);
  const { stdout } = await runHere(['lint', '.', '-f', 'concise'], folder);
  rmSync(folder, { recursive: true });
  expect(stdout.split('\n').filter((line) => line.includes('hides nothing'))).toEqual([
    'on.txt:1:1: warning: lsvf-ignore of sriov/num-vfs-within-total hides nothing [config/unused-suppression]',
  ]);
});
