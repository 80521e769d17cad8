import { formatKey } from '../../model/address.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';

const headerBytes = 64;

/** What would make a verdict certain, or change it; nothing where it is proved. */
export function wouldSettle(system: System, { verdict, fn }: FunctionReport): string[] {
  const { role, attachment, certainty, detachedKind, reason, pf } = verdict;
  const list: string[] = [];
  const isShort = fn.config.knownBytes < 4096 && fn.stated.configSize?.value !== fn.config.end;
  if (role === 'unreadable') {
    if (fn.config.knownBytes < headerBytes) return ['its first 64 bytes: sudo lspci -D -nn -xxxx'];
    return [`bring it back and capture it again, or an earlier dump of ${fn.address}`];
  }
  if (attachment === 'attached') {
    if (certainty !== 'certain')
      list.push(`the bytes of SR-IOV of its PF ${pf === null ? '' : formatKey(pf)}`.trim());
    return list;
  }
  if (role === 'unknown' || attachment === 'unknown') list.push(reason ?? 'more of its bytes');
  if (detachedKind === 'pf-not-in-dump')
    list.push('the bytes of its PF, from the same host at the same time');
  if (detachedKind === 'guest-view' || (role === 'function' && mayBeVf(verdict.evidence))) {
    list.push(
      'a dump of the host: the PF there has SR-IOV, and VF Enable with the Routing ID that the VMM gave this guest',
      'the VMM’s configuration: <hostdev> of libvirt or vfio-pci of QEMU names the address on the host, whose physfn link in sysfs names the PF',
    );
    if (certainty !== 'probable' && certainty !== 'certain')
      list.push('its name in pci.ids, or its Device ID in the list of IDs that only VFs have (--ids FILE)');
  }
  if (isShort && list.length > 0 && certainty !== 'certain' && system.snapshot.inventory !== true)
    list.push(
      `the bytes past ${(fn.config.end - 1).toString(16).toUpperCase()}h, if the machine has them (lspci -xxxx as root)`,
    );
  // The reason is in the verdict: it is repeated only where there is nothing to do.
  const others = list.filter((text) => text !== reason);
  return [...new Set(others.length > 0 ? others : list)];
}

/** Whether something speaks for a VF, though not enough. */
const mayBeVf = (evidence: FunctionReport['verdict']['evidence']): boolean =>
  evidence.some(({ weight }) => weight === 'strong' || weight === 'supporting');
