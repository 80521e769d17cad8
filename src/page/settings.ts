import type { LevelSetting, LintConfig } from '../lint/config.ts';
import type { About, Profile } from '../lint/define.ts';

/** How `lsvf report` was asked to lint an input. */
export interface LintGiven {
  readonly profile: Profile;
  readonly config: LintConfig;
  readonly levels: readonly LevelSetting[];
  readonly about: readonly About[] | undefined;
  /** What the globs of the configuration call the input. */
  readonly path: string;
}

/** What a report carries beside its inputs. */
export interface ReportSettings {
  /** Addresses as `-s` takes them: which Functions are shown. */
  readonly select: readonly string[];
  /** IDs as `-d` takes them. */
  readonly device: readonly string[];
  /** The part of a pci.ids file that names what the inputs hold. */
  readonly ids: string;
  /** Where ECAM is, for dumps of memory. */
  readonly ecam: { readonly base?: string | undefined; readonly bus?: string | undefined };
  /** By the source of a snapshot. */
  readonly lint: Readonly<Record<string, LintGiven>>;
  /** Inputs that could not be read, and why: they are named, nothing of them is shown. */
  readonly unread: readonly { readonly name: string; readonly message: string }[];
  /** The day on which suppressions are looked at. */
  readonly today: string;
}

export const usualSettings: ReportSettings = {
  select: [],
  device: [],
  ids: '',
  ecam: {},
  lint: {},
  unread: [],
  today: new Date().toISOString().slice(0, 10),
};
