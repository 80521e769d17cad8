import type { Stated } from '../../../model/stated.ts';
import { Facts } from '../../facts.ts';
import { parseIds } from './line.ts';
import { isAllOnes, stateLine } from './stated-line.ts';
import { blocksOf, type FunctionText } from './text/blocks.ts';
import { stateCapabilities } from './text/capability-facts.ts';
import { stateFields } from './text/fields.ts';
import { stateIdentityFields } from './text/identity.ts';
import { type Place, positionIn } from './text/lines.ts';
import { type HeaderState, stateProperty } from './text/properties.ts';
import { isRecord, stateRecord } from './text/record-facts.ts';
import { tableOf } from './words/tables.ts';

/**
 * What lspci's text of one Function states: `lines` are its first line, with the address, and those that follow up to
 * the next Function's; rows of bytes among them are passed over. `columnOf` gives the column in the file of a character
 * of a line that something was taken away from.
 */
export function readStated(
  lines: readonly string[],
  file: string,
  firstLine: number,
  columnOf?: Place['columnOf'],
): Stated {
  const facts = new Facts('lspci');
  const place: Place = { file, firstLine, ...(columnOf ? { columnOf } : {}) };
  if (isRecord(lines)) stateRecord(lines, place, facts);
  else stateText(blocksOf(lines), place, facts);
  return facts.build();
}

function stateText(text: FunctionText, place: Place, facts: Facts): void {
  const { match, at, said } = stateLine(text.first, place, facts);
  const state: HeaderState = { nextRegion: 0 };
  for (const line of text.header) stateProperty(line, positionIn(line, 0, place), facts, state);
  const layout = layoutOf(text, said.classCode, said.className);
  const isDead = readsAllOnes(text, said.revision, said.progIf, state.complaint);
  if (isDead) facts.fact('allOnes', true, at);
  else {
    stateIdentityFields(said, at, facts);
    if (layout !== undefined) {
      facts.fact('headerType', layout, at);
      facts.field('header.header_type.layout', layout, at);
    }
  }
  stateSubsystem(text, layout, place, facts);
  facts.later('header', () => {
    const header = tableOf('header');
    if (header) stateFields(header, text.header, { base: 'header', layout, place }, facts);
  });
  stateCapabilities(
    {
      text,
      whole: isWhole(text),
      fn: match ? parseInt(match[1] ?? '', 16) : undefined,
      vendorId: said.vendorId,
      deviceId: said.deviceId,
      layout,
    },
    place,
    facts,
  );
}

const hasLine = ({ header }: FunctionText, ...labels: readonly string[]): boolean =>
  header.some(({ label }) => labels.includes(label));

/** lspci prints the registers of every header that it can read; somebody may have kept only some of the lines. */
const isWhole = (text: FunctionText): boolean =>
  !text.cut && (hasLine(text, 'Flags') || (hasLine(text, 'Control') && hasLine(text, 'Status')));

const pciBridge = 0x0604;

/** The header's type: lspci prints the buses of every bridge, and the windows of CardBus bridges by number. */
function layoutOf(text: FunctionText, classCode?: number, className?: string): number | undefined {
  if (hasLine(text, 'Bus'))
    return text.header.some(({ label }) => /^(?:Memory|I\/O) window \d$/.test(label)) ? 2 : 1;
  const isBridge = classCode === pciBridge || className === 'PCI bridge';
  return isWhole(text) && !isBridge && !text.header.some(({ text: words }) => words.startsWith('!!! '))
    ? 0
    : undefined;
}

/** Whether what lspci read was all ones: the type of the header is 7Fh, or the last numbers that it prints are FFh. */
function readsAllOnes(
  text: FunctionText,
  revision: number | undefined,
  progIf: number | undefined,
  complaint: string | undefined,
): boolean {
  if (complaint !== undefined && /^!!! Unknown header type 7f/i.test(complaint)) return true;
  return isAllOnes({ revision, progIf }) && !hasLine(text, 'Flags', 'Control', 'Bus');
}

/** The subsystem's IDs as fields: those of a bridge are in a capability. */
function stateSubsystem(text: FunctionText, layout: number | undefined, place: Place, facts: Facts): void {
  const line = text.header.find(({ label }) => label === 'Subsystem');
  if (!line || layout === undefined) return;
  const { vendor, device } = parseIds(line.text);
  const of = layout === 1 ? 'bridge_subsystem' : 'header';
  const at = positionIn(line, 0, place);
  if (vendor !== undefined) facts.field(`${of}.subsystem_vendor_id`, vendor, at);
  if (device !== undefined) facts.field(`${of}.subsystem_id`, device, at);
}
