import type { Position } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';

/** The file of a sysfs folder that states an attribute, beside the `config` that has the bytes; undefined in other inputs. */
export function attributePlace(fn: PciFunction, attribute: string): Position | undefined {
  const { kind, file } = fn.origin;
  if (kind !== 'binary' || !file.endsWith('/config') || fn.attribute(attribute) === undefined)
    return undefined;
  return { file: file.slice(0, -'config'.length) + attribute, line: 1, column: 1 };
}
