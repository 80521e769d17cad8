import type { PciFunction } from '../../model/function.ts';
import type { System } from '../../verdict/system.ts';
import { climb } from '../ladder.ts';
import { svaSubject } from '../sva/define.ts';
import endEndPrefixes from '../sva/end-end-prefixes.ts';
import pasidAcs from '../sva/pasid-acs.ts';
import pasidCapability from '../sva/pasid-capability.ts';
import type { LinuxFact } from './fact.ts';

/** What `pci_enable_pasid()` returns for a Function that is not a VF to the kernel: three steps of `check sva`. */
export function pasidResult(system: System, fn: PciFunction): LinuxFact {
  const { answer, deciding } = climb([pasidCapability, endEndPrefixes, pasidAcs], svaSubject(system, fn));
  if (answer === 'yes')
    return { value: '0', because: 'it has PASID, and nothing on the way up speaks against it' };
  const because = deciding?.seen ?? '';
  return answer === 'no' ? { value: '-EINVAL', because } : { value: null, because };
}
