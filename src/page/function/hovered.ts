import { signal } from '@preact/signals';

/** The bytes under the pointer or the focus, from the dump or from a field. */
export const hovered = signal<{ readonly start: number; readonly end: number } | undefined>(undefined);
