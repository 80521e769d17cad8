/* What the program writes while it runs in this process, instead of to the standard output and the standard error. */

const pieces: Uint8Array[] = [];

/** In place of writeAll() of src/cli: both outputs together, as a terminal shows them. */
export function capture(write: (fd: number, bytes: Uint8Array) => void) {
  return (fd: number, bytes: Uint8Array): void => {
    if (fd === 1 || fd === 2) pieces.push(Uint8Array.from(bytes));
    else write(fd, bytes);
  };
}

/** What was written since it was last asked for. */
export function taken(): string {
  const text = Buffer.concat(pieces).toString('utf8');
  pieces.length = 0;
  return text;
}
