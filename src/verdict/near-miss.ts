import { idleDeviceControl } from './device-control.ts';
import { hex4 } from './hex.ts';
import { isBelowQemu } from './qemu.ts';
import { has, isType0, type Subject } from './subject.ts';
import type { Seen } from './weigh.ts';

/** What rules out a VF that nothing but its structure shows. */
const against = ['ea-capability', 'pf-only-capability', 'pasid-capability', 'cxl-device'] as const;

/**
 * What keeps a Function that is built like a VF (Function Level Reset, no interrupt pin, a silent link) from being taken
 * for one; undefined for others.
 */
export function nearMiss(s: Subject, seen: Seen): string | undefined {
  const { express } = s;
  if (!isType0(s) || express?.functionLevelReset !== true || s.fn.config.u8(0x3d) !== 0) return undefined;
  // An integrated endpoint has no link; QEMU makes one of what it passes on to its root bus.
  const isSilent =
    express.kind === 'endpoint'
      ? seen.has('link-zero')
      : express.kind === 'integrated-endpoint' && isBelowQemu(s);
  if (!isSilent) return undefined;
  const parts: string[] = seen.evidence
    .filter(({ signal }) => against.some((id) => id === signal))
    .map((evidence) => evidence.seen);
  if (express.deviceControl !== undefined && idleDeviceControl(s) === undefined)
    parts.push(`Device Control is ${hex4(express.deviceControl)}`);
  if (!has(s, 'msi') && !has(s, 'msix')) parts.push('it has neither MSI nor MSI-X');
  if (parts.length === 0) return undefined;
  return `not taken for a VF, although it has Function Level Reset, no interrupt pin and a silent link: ${parts.join(', ')}`;
}
