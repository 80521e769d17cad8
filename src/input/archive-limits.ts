/** What an archive may hold before reading stops, with a diagnostic. */
export const archiveLimits = {
  /** Entries of any kind. */
  entries: 2_000_000,
  /** Bytes kept in memory. */
  kept: 1 << 30,
  /** Bytes unpacked, kept or not. */
  unpacked: 16 * 2 ** 30,
  /** Bytes unpacked for one byte of archive. */
  ratio: 2000,
  /** Bytes of one text file, such as a dump. */
  text: 256 << 20,
  /** Bytes of one attribute or configuration space. */
  attribute: 64 << 10,
  /** Bytes that are read or unpacked where the whole must be in memory: zip, bzip2. */
  bzip2: 256 << 20,
} as const;
