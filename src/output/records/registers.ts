import { fieldJson, rawJson, wholeJson } from '../../decode/value-json.ts';
import type { FunctionView, Site } from '../../decode/view.ts';
import { type Visitor, visit } from '../../decode/visit.ts';
import { addressesRecord, addressFields } from './addresses.ts';
import {
  anything,
  atOnce,
  count,
  described,
  list,
  mapOf,
  optional,
  orNull,
  record,
  type TypeOf,
  text,
} from './shape.ts';
import { address, hex, value } from './terms.ts';

type Json = Record<string, unknown>;

const registers = described(
  anything<Json>({ type: 'object' }),
  'by name: a value; { raw, fields… } of a register with fields; a list of a table. raw is null beside "unknown" where the dump ends',
);

/** Every register of one Function, raw and decoded. */
export const registersShape = record({
  address,
  header: optional(anything<Json | null>({ anyOf: [{ type: 'null' }, registers.schema] })),
  ...addressFields,
  capabilities: list(
    record({
      capability: text,
      instance: optional(count),
      id: count,
      offset: count,
      version: orNull(count),
      raw_id: optional(hex),
      registers,
    }),
  ),
});
export type RegistersRecord = TypeOf<typeof registersShape>;

const lacking = optional(
  described(mapOf(text), 'with --field: capabilities that were asked for and are not there, and why'),
);

/** What `show` says about one Function. */
export const showShape = record({ ...registersShape.fields, lacking });

/** In a line of ndjson: what was asked for by `--field`, flat and in every line. */
export const showLineShape = atOnce(
  record({
    ...showShape.fields,
    fields: optional(
      described(
        mapOf(value),
        'with --field: the value of each path; null where it is absent or not in the dump',
      ),
    ),
  }),
);

const hexId = (id: number, digits: number): string => id.toString(16).padStart(digits, '0');

/** `wanted` keeps paths; without it all of them, and what the BARs and windows come to. */
export function registersRecord(
  view: FunctionView,
  address: string,
  wanted?: (path: string) => boolean,
): RegistersRecord {
  const header = view.headerSite;
  const registers = header ? siteJson(view, header, 'header', wanted) : null;
  const keepHeader = (content: Json | null): boolean =>
    !wanted || (content !== null && Object.keys(content).length > 0);
  return {
    address,
    ...(keepHeader(registers) ? { header: registers } : {}),
    ...(wanted ? {} : addressesRecord(view)),
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
