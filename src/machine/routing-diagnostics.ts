import { FunctionView } from '../decode/view.ts';
import { type AddressKey, formatKey } from '../model/address.ts';
import type { Diagnostic, Position } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Claim, PhysicalFunction } from './physical-function.ts';
import type { RoutingProblem, SriovSettings } from './routing.ts';

/** The fields that say where a PF's VFs are, in the words of the specification. */
const placing = {
  num_vfs: { title: 'NumVFs', value: ({ numVfs }: SriovSettings) => numVfs },
  first_vf_offset: { title: 'First VF Offset', value: ({ firstVfOffset }: SriovSettings) => firstVfOffset },
  vf_stride: { title: 'VF Stride', value: ({ vfStride }: SriovSettings) => vfStride },
} as const;
type PlacingField = keyof typeof placing;

/** Where a field of a PF's SR-IOV capability was written; the PF itself when the dump does not hold it. */
function placeOf(fn: PciFunction, field: PlacingField | 'control.vf_enable'): Position {
  const reading = new FunctionView(fn).read(`sriov.${field}`);
  return fn.positionOf(reading.state === 'known' ? reading.place.offset : undefined);
}

function relatedPlaces(fn: PciFunction, settings: SriovSettings, fields: readonly PlacingField[]) {
  return fields.flatMap((field) => {
    const { title, value } = placing[field];
    const number = value(settings);
    if (number === null) return [];
    return [{ message: `${title} is ${number}`, at: placeOf(fn, field), field: `sriov.${field}` }];
  });
}

/** Addresses that two PFs claim: the first of them, and how many there are. */
export interface Rivalry {
  readonly key: AddressKey;
  readonly claim: Claim;
  readonly other: Claim;
  count: number;
}

/** Two PFs whose VFs would have one Routing ID. */
export function claimedTwice(
  { fn, settings }: { readonly fn: PciFunction; readonly settings: SriovSettings },
  { key, claim, other, count }: Rivalry,
  otherPf: PhysicalFunction | undefined,
): Diagnostic {
  const more = count === 1 ? '' : count === 2 ? ', and so is 1 more' : `, and so are ${count - 1} more`;
  const field = 'sriov.first_vf_offset';
  return {
    code: 'sriov/claimed-twice',
    severity: 'error',
    message: `${formatKey(key)} is VF ${claim.number} of ${fn.address} and VF ${other.number} of ${formatKey(other.pf)}${more}`,
    at: placeOf(fn, 'first_vf_offset'),
    function: fn.address,
    field,
    related: [
      ...relatedPlaces(fn, settings, ['vf_stride', 'num_vfs']),
      ...(otherPf?.settings
        ? [
            {
              message: `First VF Offset of ${otherPf.fn.address} is ${otherPf.settings.firstVfOffset}`,
              at: placeOf(otherPf.fn, 'first_vf_offset'),
              function: otherPf.fn.address,
              field,
            },
          ]
        : []),
    ],
  };
}

/** NumVFs over TotalVFs. */
export const moreThanTotal = (fn: PciFunction, { numVfs, totalVfs }: SriovSettings): Diagnostic => ({
  code: 'sriov/num-vfs-over-total',
  severity: 'error',
  message: `NumVFs is ${numVfs}, but TotalVFs is ${totalVfs}`,
  at: placeOf(fn, 'num_vfs'),
  function: fn.address,
  field: 'sriov.num_vfs',
});

/** Why the VFs of a PF cannot be placed, or not all of them. */
export function routingDiagnostic(
  fn: PciFunction,
  settings: SriovSettings,
  problem: RoutingProblem,
): Diagnostic {
  const { numVfs, firstVfOffset, vfStride } = settings;
  const texts: Readonly<Record<RoutingProblem, string>> = {
    'settings-not-in-dump':
      'VF Enable is set, but First VF Offset and VF Stride are not in the dump: its VFs are unknown',
    'offset-zero': 'First VF Offset is 0 with VF Enable set: VF 1 would be the PF itself',
    'stride-zero': `VF Stride is 0 with ${numVfs} VFs: all would have one Routing ID; only VF 1 is used`,
    'past-last-routing-id': `First VF Offset ${firstVfOffset} and VF Stride ${vfStride} put VFs of ${numVfs} past Routing ID FFFFh`,
  };
  const fields = {
    'settings-not-in-dump': ['control.vf_enable', 'num_vfs'],
    'offset-zero': ['first_vf_offset', 'num_vfs'],
    'stride-zero': ['vf_stride', 'num_vfs'],
    'past-last-routing-id': ['first_vf_offset', 'vf_stride', 'num_vfs'],
  } as const satisfies Readonly<
    Record<RoutingProblem, readonly [PlacingField | 'control.vf_enable', ...PlacingField[]]>
  >;
  const [field, ...related] = fields[problem];
  return {
    code: `sriov/${problem}`,
    severity: problem === 'settings-not-in-dump' ? 'warning' : 'error',
    message: texts[problem],
    at: placeOf(fn, field),
    function: fn.address,
    field: `sriov.${field}`,
    related: relatedPlaces(fn, settings, related),
  };
}

/** The PFs of a domain claim more Routing IDs than there are. */
export const tooManyClaims = (fn: PciFunction, settings: SriovSettings): Diagnostic => ({
  code: 'sriov/too-many-claims',
  severity: 'error',
  message: `the PFs of domain ${fn.domain.toString(16).padStart(4, '0')} claim more Routing IDs than there are; the VFs of ${fn.address} were not computed`,
  at: placeOf(fn, 'num_vfs'),
  function: fn.address,
  field: 'sriov.num_vfs',
  related: relatedPlaces(fn, settings, ['first_vf_offset', 'vf_stride']),
});
