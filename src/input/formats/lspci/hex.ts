/** As the specification writes an offset: `100h`. */
export const hex = (n: number): string => `${n.toString(16).toUpperCase().padStart(2, '0')}h`;
