import type { FieldPath } from '../../../../registers/index.ts';
import type { Value, Values, Wording } from './language.ts';

/* Ways of putting values into words that many rows share. */

export const sign: Wording = {
  show: (value) => (value ? '+' : '-'),
  read: (words) => (words === '+' ? 1 : words === '-' ? 0 : undefined),
};

/** A flag of which lspci prints the opposite. */
export const opposite: Wording = {
  show: (value) => (value ? '-' : '+'),
  read: (words) => (words === '-' ? 1 : words === '+' ? 0 : undefined),
};

/** Bit `n` of a field of `of` bits. */
export const bit = (n: number, of: number): Wording => ({
  show: (mask) => ((mask >> n) & 1 ? '+' : '-'),
  ...(sign.read ? { read: sign.read } : {}),
  bit: { n, of },
});

const safe = (value: bigint): Value => (value <= Number.MAX_SAFE_INTEGER ? Number(value) : value);

export const decimal: Wording = {
  show: (_, __, exact) => String(exact),
  read: (words) => (/^\d{1,20}$/.test(words) ? safe(BigInt(words)) : undefined),
};

/** A decimal number that has `plus` more than the value. */
export const decimalPlus = (plus: number): Wording => ({
  show: (value) => String(value + plus),
  read: (words) => (/^\d{1,9}$/.test(words) && Number(words) >= plus ? Number(words) - plus : undefined),
});

/** The number of hexadecimal digits; undefined where the text is something else. */
export const hexOf = (digits: string): Value | undefined =>
  /^[0-9a-f]{1,16}$/i.test(digits) ? safe(BigInt(`0x${digits}`)) : undefined;

/** Lower-case hexadecimal of at least `digits` digits. */
export const hex = (digits = 1): Wording => ({
  show: (_, __, exact) => exact.toString(16).padStart(digits, '0'),
  // More zeros than that come before a number of another field.
  read: (words) => (words.length < digits || /^0/.test(words.slice(0, -digits)) ? undefined : hexOf(words)),
});

/** The words of each code; `rest` for codes that the list does not name. Words of several codes are not read. */
export function named(names: Readonly<Record<number, string>>, rest?: string): Wording {
  const codes = new Map<string, number | undefined>();
  for (const [code, name] of Object.entries(names))
    codes.set(name, codes.has(name) || name === rest ? undefined : Number(code));
  return { show: (code) => names[code] ?? rest, read: (words) => codes.get(words) };
}

/** `factor` times two to the power of the value. */
export const power = (factor: number): Wording => ({
  show: (exponent) => String(factor * 2 ** exponent),
  read(words) {
    const exponent = /^\d{1,15}$/.test(words) ? Math.log2(Number(words) / factor) : Number.NaN;
    return Number.isInteger(exponent) && exponent >= 0 ? exponent : undefined;
  },
});

/** Names of codes, and `??3` for others. */
export function orCode(names: Readonly<Record<number, string>>): Wording {
  const { read } = named(names);
  return {
    show: (code) => names[code] ?? `??${code}`,
    read: (words) => (/^\?\?\d{1,3}$/.test(words) ? Number(words.slice(2)) : read?.(words)),
  };
}

/** An offset of which the register has all but the low three bits, in hexadecimal. */
export const qwords = (offset: FieldPath): Wording => ({
  show: (raw) => ((raw & ~7) >>> 0).toString(16).padStart(8, '0'),
  read(words): Values | undefined {
    const bytes = Number(hexOf(words) ?? Number.NaN);
    return bytes % 8 === 0 ? { [offset]: bytes / 8 } : undefined;
  },
});

/** What `show` says, read where the words are those of exactly one of `values`. */
export function oneOf(
  values: Iterable<number>,
  show: (value: number) => string,
): Required<Pick<Wording, 'show' | 'read'>> {
  return named(Object.fromEntries([...values].map((value) => [value, show(value)]))) as ReturnType<
    typeof oneOf
  >;
}
