import { type Macro, macrosOf } from '../../../src/reference/macros.ts';
import type {
  CapabilityDefinition,
  FieldDefinition,
  RegisterDefinition,
} from '../../../src/registers/define.ts';
import { type Found, type Level, offsetsOf, registersOf, type Tables } from '../level.ts';
import type { Calculation } from '../pci-regs.ts';
import { hex, type TableRule } from './rule.ts';

/** Macros that do not agree with the tables, and why the tables are right. */
const exceptions: Readonly<Record<string, string>> = {
  PCI_EXT_CAP_NEXT: 'it leaves out bits 1:0 of the pointer, which are reserved',
  PCI_PL_64GT_LE_CTRL: 'it is 20h, from a heading of PCIe 6.0; the figure there, PCIe 6.3 and EDK2 have 10h',
  PCI_REBAR_CAP_SIZES: 'it was bits 23:4 in older kernels and is bits 31:4 now, as in PCIe 6.0',
};

/** `macros` of a capability: each is in the header, and its number belongs where the table says. */
export const otherMacrosAgree: TableRule = (definition, tables) => {
  const registers = registersOf(definition);
  const own = new Set(
    registers.flatMap(({ entry }) => [entry.linux, ...Object.values(entry.fields ?? {}).map((f) => f.linux)]),
  );
  const seen = new Set<string>();
  return macrosOf(definition).flatMap((macro) => {
    const { name, path, bits } = macro;
    const about = `${path || definition.name}${bits === undefined ? '' : ` ${bits}`}`;
    const target = targetOf(path, registers);
    const twice = seen.has(`${about}: ${name}`);
    seen.add(`${about}: ${name}`);
    const problem =
      path !== '' && !target
        ? 'is about nothing in the table'
        : twice
          ? 'is named twice'
          : own.has(name)
            ? 'is the own macro of a row already'
            : disagreement(definition, macro, target, tables);
    return problem === undefined ? [] : [`${about}: ${name} ${problem}`];
  });
};

interface Target extends Found<RegisterDefinition> {
  readonly field: FieldDefinition | undefined;
}

function targetOf(path: string, registers: readonly Found<RegisterDefinition>[]): Target | undefined {
  for (const found of registers) {
    if (found.path === path) return { ...found, field: undefined };
    const field = path.startsWith(`${found.path}.`) ? path.slice(found.path.length + 1) : '';
    const fields = found.entry.fields ?? {};
    if (Object.hasOwn(fields, field)) return { ...found, field: fields[field] };
  }
  return undefined;
}

function disagreement(
  definition: CapabilityDefinition,
  macro: Macro,
  target: Target | undefined,
  tables: Tables,
): string | undefined {
  const { macros, functions } = tables;
  if (!macros || !functions) return undefined;
  const number = macros.get(macro.name);
  const calculation = functions.get(macro.name);
  if (number === undefined && !calculation) return 'is in no header';
  if (macro.called !== (calculation !== undefined)) return `takes ${macro.called ? 'no' : 'an'} argument`;
  const { when } = definition;
  if (
    macro.path === '' &&
    definition.kind === 'dvsec' &&
    number !== BigInt(Number(when?.['dvsec_header_2.id']))
  ) {
    return `is ${hex(number ?? 0n)}, which is not the ID`;
  }
  if (!target || Object.hasOwn(exceptions, macro.name)) return undefined;
  const mask = maskOf(macro, target);
  if (macro.loose) {
    const plain = mask === undefined ? placesOf(target, tables) : [mask];
    return number !== undefined && plain.includes(number) ? 'is not just some number about it' : undefined;
  }
  if (calculation)
    return calculates(calculation, mask, target, tables) ? undefined : 'calculates something else';
  const value = number as bigint;
  const inRegister = value < 0n ? BigInt.asUintN(target.entry.width, value) : value;
  return fits(inRegister, macro, mask, target, tables) ? undefined : `is ${hex(inRegister)}`;
}

/** The bits that the macro is about, in their register. */
function maskOf({ bits }: Macro, { entry, field }: Target): bigint | undefined {
  const ones = (high: number, low: number): bigint => (1n << BigInt(high + 1)) - (1n << BigInt(low));
  if (bits !== undefined) {
    return bits.split(',').reduce((mask, range) => {
      const [high = 0, low = high] = range.split(':').map(Number);
      return mask | (ones(high, low) & ones(entry.width - 1, 0));
    }, 0n);
  }
  return field && ones(field.low + field.width - 1, field.low);
}

function fits(
  value: bigint,
  macro: Macro,
  mask: bigint | undefined,
  target: Target,
  tables: Tables,
): boolean {
  const { name, code } = macro;
  if (mask === undefined) return code === undefined && placesOf(target, tables).includes(value);
  const low = lowestBit(mask);
  if (code !== undefined) {
    const inPlace = BigInt(code) << low;
    return (inPlace & ~mask) === 0n && [BigInt(code), ...views(inPlace, low, target, tables)].includes(value);
  }
  return name.endsWith('_SHIFT') ? value === low : views(mask, low, target, tables).includes(value);
}

/** Bits as they are in the register, in the one byte where they begin, or in the 32 bits around the register. */
function views(bits: bigint, low: bigint, { entry, level }: Target, tables: Tables): bigint[] {
  const offsets = offsetsOf(entry.placements, level, tables);
  return [bits, bits >> (low - (low % 8n)), ...offsets.map((offset) => bits << BigInt((offset % 4) * 8))];
}

/** Takes the field out, or gives the offset of each element of a table. */
function calculates(
  calculation: Calculation,
  mask: bigint | undefined,
  target: Target,
  tables: Tables,
): boolean {
  if (mask === undefined) {
    const [first, second] = [calculation(0n), calculation(1n)];
    if (first === undefined || second === undefined) return false;
    const stride = target.level.repeat?.stride;
    return placesOf(target, tables).includes(first) && second - first === BigInt(Number(stride ?? 0));
  }
  const taken = calculation(mask);
  const others = BigInt.asUintN(target.entry.width, ~mask);
  return (taken === mask || taken === mask >> lowestBit(mask)) && calculation(others) === 0n;
}

function lowestBit(mask: bigint): bigint {
  let low = 0n;
  while (low < 64n && (mask & (1n << low)) === 0n) low++;
  return low;
}

/** Offsets of a register in its element and in the capability, of all its bytes and in each element there. */
function placesOf({ entry, level }: Target, tables: Tables): bigint[] {
  let offsets = offsetsOf(entry.placements, level, tables);
  const all = [...offsets];
  for (let at: Level | undefined = level; at?.repeat && at.outer; at = at.outer) {
    const { placements, count, stride } = at.repeat;
    const elements = typeof count === 'number' && typeof stride === 'number' ? count : 1;
    const starts = offsetsOf(placements, at.outer, tables).flatMap((start) =>
      Array.from({ length: elements }, (_, n) => start + (n === 0 ? 0 : n * Number(stride))),
    );
    offsets = starts.flatMap((start) => offsets.map((offset) => start + offset));
    all.push(...offsets);
  }
  const bytes = Array.from({ length: entry.width / 8 }, (_, n) => n);
  return [...all, ...offsets.flatMap((offset) => bytes.map((n) => offset + n))].map(BigInt);
}
