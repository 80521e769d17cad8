/** Random numbers that depend on nothing but the seed (sfc32 of PractRand). */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  /** Every target and case has a stream of its own, so that one case can be run alone. */
  constructor(seed: number, target: string, number: number) {
    this.#a = seed | 0;
    this.#b = number | 0;
    this.#c = [...target].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 17);
    for (let n = 0; n < 12; n++) this.next();
  }

  /** 32 bits. */
  next(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 to `end` − 1. */
  below(end: number): number {
    return end <= 0 ? 0 : this.next() % end;
  }

  /** Whether one of `n` came up. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let n = 0; n < length; n++) bytes[n] = this.next();
    return bytes;
  }
}
