const inMsixTable = 'an entry of the MSI-X table, which is in memory';
const inMigrationArray = 'a state in the VF Migration State Array, which is in memory';
const inDataObject = 'part of a data object that goes through the mailboxes of DOE';
const lastId = 'whatever ID is the last one that the header knows';

/** Macros of linux/pci_regs.h that `explain` does not know, since they are about nothing in a capability; and why. */
export const unknownMacros: Readonly<Record<string, string>> = {
  LINUX_PCI_REGS_H: 'it guards the header itself',
  PCI_CAP_ID_MAX: lastId,
  PCI_CFG_SPACE_EXP_SIZE: 'the size of the whole configuration space',
  PCI_CFG_SPACE_SIZE: 'the size of the whole configuration space',
  PCI_DOE_DATA_OBJECT_DISC_REQ_3_INDEX: inDataObject,
  PCI_DOE_DATA_OBJECT_DISC_REQ_3_VER: inDataObject,
  PCI_DOE_DATA_OBJECT_DISC_RSP_3_NEXT_INDEX: inDataObject,
  PCI_DOE_DATA_OBJECT_DISC_RSP_3_PROTOCOL: inDataObject,
  PCI_DOE_DATA_OBJECT_DISC_RSP_3_TYPE: inDataObject,
  PCI_DOE_DATA_OBJECT_DISC_RSP_3_VID: inDataObject,
  PCI_DOE_DATA_OBJECT_HEADER_1_TYPE: inDataObject,
  PCI_DOE_DATA_OBJECT_HEADER_1_VID: inDataObject,
  PCI_DOE_DATA_OBJECT_HEADER_2_LENGTH: inDataObject,
  PCI_EXT_CAP_ID_MAX: lastId,
  PCI_MSIX_ENTRY_CTRL_MASKBIT: inMsixTable,
  PCI_MSIX_ENTRY_CTRL_ST: inMsixTable,
  PCI_MSIX_ENTRY_DATA: inMsixTable,
  PCI_MSIX_ENTRY_LOWER_ADDR: inMsixTable,
  PCI_MSIX_ENTRY_SIZE: inMsixTable,
  PCI_MSIX_ENTRY_UPPER_ADDR: inMsixTable,
  PCI_MSIX_ENTRY_VECTOR_CTRL: inMsixTable,
  PCI_SRIOV_VFM_AV: inMigrationArray,
  PCI_SRIOV_VFM_MI: inMigrationArray,
  PCI_SRIOV_VFM_MO: inMigrationArray,
  PCI_SRIOV_VFM_UA: inMigrationArray,
};
