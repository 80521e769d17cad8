import { isConfigFileName } from '../input/formats/config-folder.ts';

/** Names that are given to dumps, and to little else: of lspci, of libvirt's node devices, of one Function's bytes. */
const dumpName =
  /^(?:lspci.*\.(?:txt|log|out|dump)|.*\.(?:lspci|pcidump)|(?:.*nodedev.*|pci_[0-9a-f_]+)\.xml)$/i;
/** A date is written the same way as an address without a domain. */
const date = /^\d\d-\d\d-\d\d$/;
/** Names of dumps that other programs have for their files as well. */
const sharedName = /^(?:config|lspci)$/i;

const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** Whether the name of a file says that a dump was to be in it, whatever is. */
export function isNamedAsDump(path: string): boolean {
  const name = baseName(path);
  return dumpName.test(name) || (isConfigFileName(name) && !date.test(name));
}

/** The same for a file that holds nothing: what another program keeps under the name is not empty. */
export const isNamedAsEmptyDump = (path: string): boolean =>
  isNamedAsDump(path) || sharedName.test(baseName(path));
