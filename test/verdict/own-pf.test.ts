import { expect, test } from 'vitest';
import { encodeFunction } from '../../src/decode/encode.ts';
import { PciFunction } from '../../src/model/function.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

test.each(['physfn', 'virtfn0'])(
  'a Function with a link %s to itself is neither its own PF nor its own VF',
  (name) => {
    const { domain, routingId, config, origin } = encodeFunction(0, 0x100, { 'header.vendor_id': 0x8086 });
    const fn = new PciFunction(domain, routingId, config, origin, {
      links: new Map([[name, '0000:01:00.0']]),
    });
    const system = new System(
      { source: 'x', inputFormat: 'x', functions: [fn], diagnostics: [] },
      new Names(),
    );
    const { verdict } = system.report(fn);
    expect([verdict.attachment, verdict.pf]).toEqual([null, null]);
  },
);
