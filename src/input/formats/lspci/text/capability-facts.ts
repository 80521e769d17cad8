import type { Facts } from '../../../facts.ts';
import { wordsIn } from '../words/match.ts';
import { tableOf } from '../words/tables.ts';
import type { CapabilityText, FunctionText } from './blocks.ts';
import { type Ask, capabilityName, hasMfvc } from './capability-names.ts';
import { stateFields } from './fields.ts';
import type { Place } from './lines.ts';

const firstExtended = 0x100;
const unfinished = /<chain (?:broken|looped)>|<access denied/;

/** What the text tells about the Function as a whole. */
export interface About {
  readonly text: FunctionText;
  /** Whether lspci printed all that it knows: the header is there, and nobody left lines out. */
  readonly whole: boolean;
  readonly fn: number | undefined;
  readonly vendorId: number | undefined;
  readonly deviceId: number | undefined;
  readonly layout: number | undefined;
}

/** States the capabilities that the text lists, and their fields, which are read when one is asked for. */
export function stateCapabilities(about: About, place: Place, facts: Facts): void {
  const listed = about.text.capabilities.filter(({ offset }) => offset !== undefined);
  const instances = new Map<string, number[]>();
  for (const capability of listed) {
    const { offset = 0, version, title } = capability;
    const kind = offset < firstExtended ? 'standard' : 'extended';
    const name = capabilityName(kind, title, askOf(capability, about));
    facts.capability({
      kind,
      title,
      offset,
      ...(name === undefined ? {} : { name }),
      ...(version === undefined ? {} : { version }),
    });
    const table = name === undefined ? undefined : tableOf(name);
    if (name === undefined || !table) continue;
    // What was printed twice, first in a list and then with its details, is one capability.
    const known = instances.get(name) ?? [];
    if (!known.includes(offset)) known.push(offset);
    instances.set(name, known);
    const instance = known.indexOf(offset);
    const base = instance === 0 ? name : `${name}[${instance}]`;
    facts.later(name, () =>
      stateFields(table, capability.lines(table), { base, layout: about.layout, place }, facts),
    );
  }
  stateCompleteness(about, listed, facts);
}

function stateCompleteness({ text, whole }: About, listed: readonly CapabilityText[], facts: Facts): void {
  const withoutList = text.header.some(({ label, text }) => label === 'Status' && /^Cap-/.test(text));
  if (withoutList && listed.length === 0) facts.listsCapabilities();
  else if (listed.length === 0) return;
  const broken = text.capabilities.some(({ title }) => unfinished.test(title));
  // Where the first 256 bytes are all that could be read, PCI Express Functions have no extended ones.
  const reached =
    listed.some(({ offset = 0 }) => offset >= firstExtended) ||
    !listed.some(({ title }) => /^(?:Express|PCI-X) /.test(title));
  facts.capabilitiesAreComplete(whole && !broken && reached);
}

/** What a definition's condition asks, as title and first line answer. */
function askOf(capability: CapabilityText, { text, fn, vendorId, deviceId, layout }: About): Ask {
  return (path) => {
    if (path === '@vendor') return vendorId;
    if (path === '@device') return deviceId;
    if (path === '@header') return layout;
    if (path === hasMfvc) {
      if (text.capabilities.some(({ title }) => title.startsWith('Multi-Function Virtual Channel'))) return 1;
      // Function 0 has the one of its device.
      return fn === 0 ? 0 : undefined;
    }
    return titleField(capability, path);
  };
}

/** A field that the title of a capability states, if each vendor has a capability of its own. */
function titleField(capability: CapabilityText, path: string): number | undefined {
  for (const name of ['vsec', 'dvsec']) {
    for (const row of tableOf(name)?.rows ?? []) {
      if (row.path !== `${name}.${path}`) continue;
      const words = wordsIn(row, { label: '', text: capability.title })?.words;
      const value = words === undefined ? undefined : row.wording.read?.(words);
      if (typeof value === 'number') return value;
    }
  }
  return undefined;
}
