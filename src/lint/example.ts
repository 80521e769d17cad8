import { encode } from '../decode/encode.ts';
import { Diagnostics } from '../input/diagnostics.ts';
import { MemoryTree } from '../input/memory.ts';
import { readBytes, readTree } from '../input/read.ts';
import { parseAddress } from '../model/address.ts';
import { ConfigSpace } from '../model/config-space.ts';
import { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Example, FunctionExample } from './define.ts';

/** Makes the snapshot that an example stands for. */
export function exampleSnapshot(example: Example): Snapshot {
  if ('dump' in example) {
    const bytes = typeof example.dump === 'string' ? new TextEncoder().encode(example.dump) : example.dump;
    return readBytes('example', bytes);
  }
  if ('files' in example) {
    const tree = new MemoryTree('example');
    for (const [path, content] of Object.entries(example.files)) {
      if (typeof content === 'object' && 'link' in content)
        tree.add(path, { kind: 'link', target: content.link });
      else {
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        tree.add(path, { kind: 'file', bytes });
      }
    }
    return readTree(tree, undefined, new Diagnostics('example'));
  }
  const list = 'functions' in example ? example.functions : [example];
  return { source: 'example', inputFormat: 'example', functions: list.map(exampleFunction), diagnostics: [] };
}

function exampleFunction(example: FunctionExample): PciFunction {
  const key = parseAddress(example.address ?? '00:00.0');
  if (key === undefined) throw new Error(`'${example.address}' is no address`);
  const bytes = encode(example.fields, example.options);
  for (const [offset, values] of Object.entries(example.bytes ?? {})) bytes.set(values, Number(offset));
  const surroundings = {
    ...(example.text === undefined ? {} : { text: example.text }),
    ...(example.attributes ? { attributes: new Map(Object.entries(example.attributes)) } : {}),
    ...(example.links ? { links: new Map(Object.entries(example.links)) } : {}),
  };
  const domain = Math.floor(key / 0x10000);
  return new PciFunction(
    domain,
    key % 0x10000,
    ConfigSpace.of(bytes),
    { kind: 'binary', file: 'example' },
    surroundings,
  );
}
