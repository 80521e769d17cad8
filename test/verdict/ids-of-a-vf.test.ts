import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBytes } from '../../src/input/read.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

/* Vendor-specific capabilities of a VF whose IDs read FFFFh are its vendor's: its PF's, or the stated one. */

const dump = readFileSync(join(import.meta.dirname, 'inputs', 'virtio-vf.txt'), 'utf8');
const capabilitiesOf = (text: string) => {
  const system = new System(readBytes('dump.txt', new TextEncoder().encode(text)), new Names());
  const vf = system.snapshot.functions.find(({ address }) => address === '0000:01:02.0');
  return vf && system.report(vf).view.capabilities.map(({ name }) => name);
};

test('the vendor is the stated one', () => {
  expect(capabilitiesOf(dump)).toContain('virtio');
});

test('the vendor is that of its PF where nothing states one', () => {
  const bare = dump.replaceAll(/^(0000:[0-9a-f:.]+) .*/gm, '$1 x');
  expect(capabilitiesOf(bare)).toContain('virtio');
});

test('another VF with the same bytes, of another vendor, keeps its own', () => {
  const [, , pf = '', vf = ''] = dump.split(/\n(?=0000:)/);
  const other = [pf, vf]
    .map((block) => block.replace('0000:01:', '0000:02:').replace('1af4:1041', '8086:1041'))
    .map((block) => block.replace(/^00: f4 1a/m, '00: 86 80'))
    .join('\n');
  const system = new System(
    readBytes('dump.txt', new TextEncoder().encode(`${dump}\n${other}`)),
    new Names(),
  );
  const names = system.snapshot.functions
    .filter(({ config }) => config.u16(0) === 0xffff)
    .map((fn) => system.report(fn).view.capabilities[0]?.name);
  expect(names).toEqual(['virtio', 'vendor_specific']);
});
