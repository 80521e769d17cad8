import type { FunctionView } from '../decode/view.ts';

/** What a PCI Express Function is to its link, by Device/Port Type (PCIe 6.0 §7.5.3.2, table 7-21). */
export type PortKind =
  | 'endpoint'
  | 'legacy-endpoint'
  | 'root-port'
  | 'upstream-port'
  | 'downstream-port'
  | 'bridge-to-pci'
  | 'bridge-to-pcie'
  | 'integrated-endpoint'
  | 'event-collector'
  | 'reserved';

const kinds: Readonly<Record<number, PortKind>> = {
  0: 'endpoint',
  1: 'legacy-endpoint',
  4: 'root-port',
  5: 'upstream-port',
  6: 'downstream-port',
  7: 'bridge-to-pci',
  8: 'bridge-to-pcie',
  9: 'integrated-endpoint',
  10: 'event-collector',
};

/** The kind that a Device/Port Type stands for. */
export const kindOfType = (type: number): PortKind => kinds[type] ?? 'reserved';

/** The Device/Port Type of a kind; undefined for `reserved`. */
export function typeOfKind(kind: PortKind): number | undefined {
  const entry = Object.entries(kinds).find(([, other]) => other === kind);
  return entry && Number(entry[0]);
}

/** The kind of a Function; undefined where it has no PCI Express capability or the dump does not hold it. */
export function portKindOf(view: FunctionView): PortKind | undefined {
  const type = view.get('pcie.capabilities.device_port_type');
  return type === undefined ? undefined : kindOfType(type);
}

const above: ReadonlySet<PortKind> = new Set([
  'endpoint',
  'legacy-endpoint',
  'upstream-port',
  'bridge-to-pci',
]);
const below: ReadonlySet<PortKind> = new Set(['root-port', 'downstream-port', 'bridge-to-pcie']);
const onRoot: ReadonlySet<PortKind> = new Set(['root-port', 'integrated-endpoint', 'event-collector']);

/** Whether the link of a Function of this kind leads up: it is the Downstream component's end. */
export const hasLinkAbove = (kind: PortKind | undefined): boolean => kind !== undefined && above.has(kind);

/** Whether the link leads down: a Root Port, a switch's Downstream Port, or a bridge from PCI to PCI Express. */
export const hasLinkBelow = (kind: PortKind | undefined): boolean => kind !== undefined && below.has(kind);

/** Whether a Function of this kind is only ever on a root bus. */
export const isRootOnly = (kind: PortKind | undefined): boolean => kind !== undefined && onRoot.has(kind);

/** Whether a Function of this kind is an endpoint of a link, so that it can be a PF with VFs on that link. */
export const isLinkedEndpoint = (kind: PortKind | undefined): boolean =>
  kind === 'endpoint' || kind === 'legacy-endpoint';

/** Whether it is an endpoint: on a link, or integrated into the Root Complex. */
export const isEndpoint = (kind: PortKind | undefined): boolean =>
  isLinkedEndpoint(kind) || kind === 'integrated-endpoint';

/** Whether it is part of the Root Complex without a link: an integrated endpoint, or an Event Collector. */
export const isIntegrated = (kind: PortKind | undefined): boolean =>
  kind === 'integrated-endpoint' || kind === 'event-collector';

/** Whether conventional PCI is on one side of it, whose registers then count. */
export const touchesConventional = (kind: PortKind | undefined): boolean =>
  kind === 'bridge-to-pci' || kind === 'bridge-to-pcie';
