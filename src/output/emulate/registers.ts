import type { EmulationRow } from '../../sharing/emulation.ts';

/** A register of at most 32 bits with what its fields ask for. */
export interface EmulatedRegister {
  readonly offset: number;
  readonly width: number;
  /** Path of the register. */
  readonly path: string;
  /** Null where a value of a field is not known. */
  readonly readValue: bigint | null;
  readonly virtMask: bigint;
  readonly writeMask: bigint;
  readonly rows: readonly EmulationRow[];
}

/** The registers of the rows; one of 64 bits in two halves. Bits of no field read 0 and cannot be written. */
export function registersOf(rows: readonly EmulationRow[]): EmulatedRegister[] {
  const byPlace = new Map<string, EmulationRow[]>();
  for (const row of rows) {
    const key = `${row.offset}.${row.width}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), row]);
  }
  return [...byPlace.values()].flatMap((list) => halves(registerOf(list)));
}

function registerOf(rows: readonly EmulationRow[]): EmulatedRegister {
  const { offset, width, path } = rows[0] as EmulationRow;
  const all = (1n << BigInt(width * 8)) - 1n;
  const or = (of: (row: EmulationRow) => bigint): bigint => rows.reduce((sum, row) => sum | of(row), 0n);
  const covered = or(({ bits }) => bits);
  const isKnown = rows.every(({ readValue }) => readValue !== null);
  return {
    offset,
    width,
    path: rows.length === 1 ? path : path.slice(0, path.lastIndexOf('.')),
    readValue: isKnown ? or(({ readValue }) => readValue ?? 0n) : null,
    virtMask: or(({ virtMask }) => virtMask) | (all & ~covered),
    writeMask: or(({ writeMask }) => writeMask),
    rows,
  };
}

function halves(register: EmulatedRegister): EmulatedRegister[] {
  if (register.width <= 4) return [register];
  const part = (value: bigint, n: number): bigint => (value >> BigInt(32 * n)) & 0xffffffffn;
  return [0, 1].map((n) => ({
    ...register,
    offset: register.offset + 4 * n,
    width: 4,
    readValue: register.readValue === null ? null : part(register.readValue, n),
    virtMask: part(register.virtMask, n),
    writeMask: part(register.writeMask, n),
  }));
}
