import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compareDump, Tally } from './compare.ts';
import { decodeWithLspci, skip } from './lspci.ts';

const samples = fileURLToPath(new URL('../../samples', import.meta.url));

const dumps = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((path) => /lspci[^/]*\.txt$/.test(path) && !/^broken|3\.14/.test(path))
  .sort();

describe.skipIf(skip)('samples read as lspci reads them', () => {
  test.each(dumps)('%s', (path) => {
    const file = join(samples, path);
    const tally = new Tally();
    compareDump(readFileSync(file), decodeWithLspci(file), tally);
    expect(tally.report()).toBe('');
    expect(tally.functions).toBeGreaterThan(0);
    expect(tally.fields).toBeGreaterThan(tally.functions * 20);
  });
});

test('what lspci 3.14 printed of samples/topology, newer words included', () => {
  const tally = new Tally(true);
  const printed = readFileSync(join(samples, 'topology/lspci-3.14-vvv.txt'), 'utf8');
  compareDump(readFileSync(join(samples, 'topology/lspci-xxxx.txt')), printed, tally);
  // It was printed with names in the place of IDs.
  const unexplained = tally.unexplained.filter(
    ({ where }) => !/^header (?:first line|Subsystem)|^bridge_subsystem/.test(where),
  );
  expect(unexplained).toEqual([]);
  expect(tally.functions).toBe(37);
});
