/** A Vendor ID or Device ID as lspci prints it. */
export const id4 = (id: number): string => id.toString(16).padStart(4, '0');

/** The value of a 16-bit register as the specification prints it. */
export const hex4 = (value: number): string => `${id4(value).toUpperCase()}h`;
