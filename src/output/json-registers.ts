import { type Bar, barsOf, vfBarsOf, windowsOf } from '../decode/bars.ts';
import { fieldJson, rawJson, wholeJson } from '../decode/value-json.ts';
import type { FunctionView, Site } from '../decode/view.ts';
import { type Visitor, visit } from '../decode/visit.ts';

type Json = Record<string, unknown>;

const hexId = (id: number, digits: number): string => id.toString(16).padStart(digits, '0');

/** `{ address, header, capabilities }`: every register of one Function, raw and decoded. */
export function registersJson(view: FunctionView, address: string, wanted?: (path: string) => boolean): Json {
  const header = view.headerSite;
  const registers = header ? siteJson(view, header, 'header', wanted) : null;
  const keepHeader = (content: Json | null): boolean =>
    !wanted || (content !== null && Object.keys(content).length > 0);
  return {
    address,
    ...(keepHeader(registers) ? { header: registers } : {}),
    ...(wanted ? {} : addressesJson(view)),
    capabilities: view.capabilities
      .map((capability) => {
        const site = view.siteOf(capability);
        const { entry } = capability;
        const name = capability.instance > 0 ? `${capability.name}[${capability.instance}]` : capability.name;
        const registers = site ? siteJson(view, site, name, wanted) : {};
        return {
          capability: capability.name,
          ...(capability.instance > 0 ? { instance: capability.instance } : {}),
          id: entry.id,
          offset: entry.offset,
          version: entry.kind === 'extended' ? entry.version : null,
          ...(capability.definition
            ? {}
            : { raw_id: `0x${hexId(entry.id, entry.kind === 'standard' ? 2 : 4)}` }),
          registers,
        };
      })
      .filter((capability) => !wanted || Object.keys(capability.registers).length > 0),
  };
}

/** BARs, VF BARs and bridge windows, each only where the Function has some. */
function addressesJson(view: FunctionView): Json {
  const hex = (value: bigint): string => `0x${value.toString(16)}`;
  const bar = ({ address, size, ...rest }: Bar): Json => ({
    ...rest,
    address: hex(address),
    size: size === null ? null : hex(size),
  });
  const bars = barsOf(view).map(bar);
  const vfBars = vfBarsOf(view).map(({ sizeFrom, ...rest }) => ({ ...bar(rest), size_from: sizeFrom }));
  const windows = windowsOf(view).map(({ kind, range }) => ({
    kind,
    first: range ? hex(range.first) : null,
    last: range ? hex(range.last) : null,
  }));
  return {
    ...(bars.length > 0 ? { bars } : {}),
    ...(vfBars.length > 0 ? { vf_bars: vfBars } : {}),
    ...(windows.length > 0 ? { windows } : {}),
  };
}

function siteJson(view: FunctionView, site: Site, name: string, wanted?: (path: string) => boolean): Json {
  const root: Json = {};
  const stack: { object: Json; path: string }[] = [{ object: root, path: name }];
  const lists: unknown[][] = [];
  const keys: string[] = [];
  let register: Json | undefined;
  const top = (): Json => (stack.at(-1) as { object: Json }).object;
  const keep = (path: string): boolean => !wanted || wanted(`${name}.${path}`);
  const visitor: Visitor = {
    register(path, key, definition, reading) {
      register = undefined;
      if (!definition.fields) {
        if (!keep(path)) return;
        const value = wholeJson(definition, reading);
        if (key === '') lists.at(-1)?.push(value);
        else top()[key] = value;
        return;
      }
      const object: Json = { raw: rawJson(reading, definition.width) };
      if (reading.state === 'not-in-dump') object['unknown'] = reading.lacks;
      register = object;
      const any =
        !wanted || Object.keys(definition.fields).some((field) => keep(`${path}.${field}`)) || keep(path);
      if (!any) return;
      if (key === '') lists.at(-1)?.push(object);
      else top()[key] = object;
    },
    field(path, key, definition, reading) {
      if (register && keep(path)) register[key] = fieldJson(definition, reading);
    },
    bytes(path, key, _definition, offset, length) {
      if (!keep(path)) return;
      let text = '';
      for (let n = 0; n < length; n++) {
        const byte = view.config.u8(offset + n);
        if (byte < 0) break;
        text += hexId(byte, 2);
      }
      top()[key] = text.length === length * 2 ? text : text || null;
    },
    beginTable(_path, key) {
      lists.push([]);
      keys.push(key);
    },
    beginElement(path) {
      stack.push({ object: {}, path });
    },
    endElement() {
      const { object } = stack.pop() as { object: Json };
      if (Object.keys(object).length > 0) lists.at(-1)?.push(object);
    },
    endTable() {
      const list = lists.pop() as unknown[];
      const key = keys.pop() as string;
      if (list.length > 0) top()[key] = list;
    },
  };
  visit(view, site, visitor);
  return root;
}
