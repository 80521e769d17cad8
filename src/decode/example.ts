import type { EncodeOptions, FieldValues } from './encode.ts';

/* What rules of lint and steps of checks are shown with: tests run each, and `explain` prints them. */

export interface FunctionExample {
  readonly fields: FieldValues;
  readonly options?: EncodeOptions;
  /** `bb:dd.f` or with a domain; 00:00.0 unless given. */
  readonly address?: string;
  /** Bytes to put over the encoded ones, by offset. */
  readonly bytes?: Readonly<Record<number, readonly number[]>>;
  readonly text?: string;
  /** Lines that `lspci -vvv` prints of it, without the tab that they begin with. */
  readonly says?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** One Function, several, the text of a dump, a folder, or an archive. */
export type Example =
  | FunctionExample
  | { readonly functions: readonly FunctionExample[] }
  | { readonly dump: string | Uint8Array }
  | { readonly files: ExampleFiles }
  /** A tar archive, cut to `size` bytes. */
  | { readonly archive: ExampleFiles; readonly size?: number };

/** Files by path. */
export type ExampleFiles = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;
