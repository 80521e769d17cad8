import type { FunctionReport } from '../../verdict/system.ts';
import { columns, fit } from './fit.ts';
import { safe } from './safe.ts';
import type { Style } from './style.ts';

/** Class, name and IDs. Where room is short, the vendor's legal form goes first, then the class, and the model last. */
export function label(report: FunctionReport, room: number, { fits }: Pick<Style, 'fits'>): string {
  const { className, name, vendorId, deviceId } = report;
  const ids = vendorId === null ? '' : ` [${id4(vendorId)}:${deviceId === null ? '????' : id4(deviceId)}]`;
  const spellings = [...spellingsOf(className, name)].map(safe);
  const [longest = ''] = spellings;
  if (fits === undefined) return `${longest}${ids}`.trim();
  const left = room - ids.length;
  const shown = spellings.find((text) => columns(text) <= left) ?? spellings.at(-1) ?? '';
  return `${fits === 'cut' ? fit(shown, left) : shown}${ids}`.trim();
}

/** From the longest to the shortest. */
function* spellingsOf(className: string | null, name: string | null): Generator<string> {
  if (name === null) {
    yield className ?? '';
    return;
  }
  const short = name.replace(legalForm, '');
  if (className !== null) {
    yield `${className}: ${name}`;
    yield `${className}: ${short}`;
    yield `${className.replace(/ controller$/, '')}: ${short}`;
  }
  yield name;
  yield short;
}

/** What ends the name of a company and tells nothing. */
const legalForm =
  /,? (?:Corporation|Corp\.?|Incorporated|Inc\.?|Co\.?,? Ltd\.?|Ltd\.?|Limited|LLC|GmbH|AG)(?= )/;

const id4 = (id: number): string => id.toString(16).padStart(4, '0');
