/*
 * Where in memory configuration space is: the ECAM of PCIe 6.0 §7.2.2, 1 MiB for a bus, 4 KiB for a Function. A copy
 * of memory does not say it; who made the copy may.
 */

/** What is said about ECAM, from outside of the input or by lines in it. */
export interface EcamPlace {
  /** Address of the first byte. */
  readonly base?: bigint;
  /** The bus that is there; 0 unless given. */
  readonly bus?: number;
  readonly domain?: number;
}

let said: EcamPlace = {};

/** What the user says about every input of this run: `--ecam-base`, `--ecam-bus`. */
export const saidPlace = (): EcamPlace => said;

export function sayPlace(place: EcamPlace): void {
  said = { ...said, ...place };
}

export function forgetPlace(): void {
  said = {};
}

/** An address in hexadecimal digits, as memory is written; with or without 0x. */
export function parseBase(text: string): bigint | undefined {
  const match = /^(?:0x)?([0-9a-f]{1,16})h?$/i.exec(text.trim());
  return match ? BigInt(`0x${match[1]}`) : undefined;
}

/** A bus number in two hexadecimal digits. */
export function parseBus(text: string): number | undefined {
  return /^(?:0x)?[0-9a-f]{1,2}$/i.test(text.trim())
    ? parseInt(text.trim().replace(/^0x/i, ''), 16)
    : undefined;
}

export const pageSize = 4096;
export const busSize = 1n << 20n;
/** 256 buses: ECAM of a whole domain begins at a multiple of it. */
export const domainSize = 1n << 28n;

/** Linux: `ECAM [mem 0x…-0x…] (base 0x…) for domain 0000 [bus 00-ff]`, `MMCONFIG for domain 0000 [bus 00-ff] at [mem …]`. */
const kernelSays = [
  /\bECAM \[mem 0x[0-9a-f]+-0x[0-9a-f]+[^\]]*\] \(base 0x([0-9a-f]{1,16})\) for domain ([0-9a-f]{4,8}) \[bus ([0-9a-f]{2})/i,
  /\bMMCONFIG for domain ([0-9a-f]{4,8}) \[bus ([0-9a-f]{2})-[0-9a-f]{2}\] at \[mem 0x[0-9a-f]+-0x[0-9a-f]+\] \(base 0x([0-9a-f]{1,16})\)/i,
];

/** What a line of a kernel's log says about ECAM. `base` is where bus 0 would be. */
export function placeIn(text: string): EcamPlace | undefined {
  if (!text.includes('ECAM') && !text.includes('MMCONFIG')) return undefined;
  const now = kernelSays[0]?.exec(text);
  if (now) return { base: BigInt(`0x${now[1]}`), bus: 0, domain: parseInt(now[2] as string, 16) };
  const before = kernelSays[1]?.exec(text);
  if (before) return { base: BigInt(`0x${before[3]}`), bus: 0, domain: parseInt(before[1] as string, 16) };
  return undefined;
}
