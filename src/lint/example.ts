import { encode } from '../decode/encode.ts';
import { withFacts } from '../input/beside.ts';
import { bytesFrom } from '../input/bytes.ts';
import { Diagnostics } from '../input/diagnostics.ts';
import { readStated } from '../input/formats/lspci/stated.ts';
import { readPacked } from '../input/ladder.ts';
import { MemoryTree } from '../input/memory.ts';
import { readBytes, readTree } from '../input/read.ts';
import { splitDumps } from '../input/segment.ts';
import { textSnapshots } from '../input/text.ts';
import { domainIn, formatKey, parseAddress, routingIdIn } from '../model/address.ts';
import { ConfigSpace } from '../model/config-space.ts';
import { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Example, ExampleFiles, FunctionExample } from './define.ts';

/** Makes the snapshot that an example stands for. */
export async function exampleSnapshot(example: Example): Promise<Snapshot> {
  if ('dump' in example) {
    return (
      textSnapshots('example', bytesOf(example.dump)).flatMap(splitDumps)[0] ??
      readBytes('example', bytesOf(example.dump))
    );
  }
  if ('archive' in example) {
    const bytes = await exampleArchive(example.archive, example.size);
    const [first] = await readPacked('example', bytesFrom(bytes));
    return first ?? { source: 'example', inputFormat: 'unknown', functions: [], diagnostics: [] };
  }
  if ('files' in example) {
    const tree = new MemoryTree('example');
    for (const [path, content] of Object.entries(example.files)) {
      if (typeof content === 'object' && 'link' in content)
        tree.add(path, { kind: 'link', target: content.link });
      else tree.add(path, { kind: 'file', bytes: bytesOf(content) });
    }
    return readTree(tree, undefined, new Diagnostics('example'));
  }
  const list = 'functions' in example ? example.functions : [example];
  return { source: 'example', inputFormat: 'example', functions: list.map(exampleFunction), diagnostics: [] };
}

/** The tar archive of an example. */
export async function exampleArchive(files: ExampleFiles, size?: number): Promise<Uint8Array> {
  const { packTar } = await import('modern-tar');
  const mtime = new Date(0);
  const bytes = await packTar(
    Object.entries(files).map(([name, content]) =>
      typeof content === 'object' && 'link' in content
        ? { header: { name, size: 0, mtime, type: 'symlink', linkname: content.link } }
        : { header: { name, size: bytesOf(content).length, mtime }, body: bytesOf(content) },
    ),
  );
  return bytes.slice(0, size);
}

export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** The bytes of a Function of an example. */
export function exampleBytes(example: FunctionExample): Uint8Array {
  const bytes = encode(example.fields, example.options);
  for (const [offset, values] of Object.entries(example.bytes ?? {})) bytes.set(values, Number(offset));
  return bytes;
}

function exampleFunction(example: FunctionExample): PciFunction {
  const key = parseAddress(example.address ?? '00:00.0');
  if (key === undefined) throw new Error(`'${example.address}' is not an address`);
  const surroundings = {
    ...(example.text === undefined ? {} : { text: example.text }),
    ...(example.attributes ? { attributes: new Map(Object.entries(example.attributes)) } : {}),
    ...(example.links ? { links: new Map(Object.entries(example.links)) } : {}),
  };
  const { text = '', says } = example;
  const first = `${formatKey(key)} ${text}`;
  const stated = says && {
    stated: () => readStated([first, ...says.map((line) => `\t${line}`)], 'example', 1),
  };
  const domain = domainIn(key);
  return new PciFunction(
    domain,
    routingIdIn(key),
    ConfigSpace.of(exampleBytes(example)),
    { kind: 'binary', file: 'example' },
    withFacts({ ...surroundings, ...stated }),
  );
}
