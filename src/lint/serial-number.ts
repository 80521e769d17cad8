import type { FunctionView } from '../decode/view.ts';

/** What the Device Serial Number capability of a Function holds. */
export interface SerialNumber {
  /** As lspci writes it: `00-1b-21-ff-ff-12-34-56`. */
  readonly text: string;
  /** All zeros or all ones. */
  readonly blank: boolean;
}

/** Undefined when the Function has none, or its bytes are not in the dump. */
export function serialNumberOf(view: FunctionView): SerialNumber | undefined {
  const reading = view.read('dsn.serial_number');
  if (reading.state !== 'known') return undefined;
  const digits = BigInt(reading.value).toString(16).padStart(16, '0');
  return {
    text: digits.replace(/..(?!$)/g, '$&-'),
    blank: /^(?:0+|f+)$/.test(digits),
  };
}
