/* How lspci names capabilities. */

/** Those of which the title alone tells which one of its ID it is. */
export const standardTitles: readonly (readonly [name: string, title: RegExp])[] = [
  ['pm', /^Power Management/],
  ['agp', /^AGP version/],
  ['vpd', /^Vital Product Data/],
  ['slot_id', /^Slot ID/],
  ['msi', /^(?:MSI|Message Signalled Interrupts):/],
  ['msix', /^MSI-X:/],
  ['cpci_hot_swap', /^CompactPCI hot-swap/],
  ['pcix', /^PCI-X non-bridge/],
  ['pcix_bridge', /^PCI-X bridge/],
  ['hypertransport_slave', /^HyperTransport: Slave/],
  ['hypertransport_host', /^HyperTransport: Host/],
  ['hypertransport_switch', /^HyperTransport: Switch/],
  ['hypertransport_interrupt', /^HyperTransport: Interrupt Discovery/],
  ['hypertransport_revision_id', /^HyperTransport: Revision/],
  ['hypertransport_unit_id_clumping', /^HyperTransport: UnitID/],
  ['hypertransport_extended_configuration', /^HyperTransport: Extended Conf/],
  ['hypertransport_address_mapping', /^HyperTransport: Address M/],
  ['hypertransport_msi_mapping', /^HyperTransport: MSI Mapping/],
  ['hypertransport_direct_route', /^HyperTransport: DirectRoute/],
  ['hypertransport_vcset', /^HyperTransport: VCSet/],
  ['hypertransport_error_retry', /^HyperTransport: Retry/],
  ['virtio', /^Vendor Specific Information: VirtIO/],
  ['vendor_specific', /^Vendor Specific Information/],
  ['debug_port', /^Debug port/],
  ['cpci_central_resource', /^CompactPCI central resource/],
  ['shpc', /^Hot-plug capable/],
  ['bridge_subsystem', /^Subsystem/],
  ['agp_8x', /^AGP3/],
  ['pcie', /^Express /],
  ['sata', /^SATA HBA/],
  ['af', /^PCI Advanced Features/],
  ['ea', /^Enhanced Allocation/],
];

/** Standard capabilities of which the title gives the ID: several tables have it. */
export const standardIds: readonly (readonly [id: number, title: RegExp])[] = [[0x0f, /^Secure device/]];

/** Extended capabilities, by ID, without the `<?>` that marks those of which lspci knows the name only. */
export const extendedTitles: Readonly<Record<string, number>> = {
  Null: 0x00,
  'Advanced Error Reporting': 0x01,
  'Device Serial Number': 0x03,
  'Power Budgeting': 0x04,
  'Root Complex Link': 0x05,
  'Root Complex Internal Link': 0x06,
  'Root Complex Event Collector': 0x07,
  'Root Complex Event Collector Endpoint Association': 0x07,
  'Multi-Function Virtual Channel': 0x08,
  'Root Complex Register Block': 0x0a,
  'Vendor Specific Information': 0x0b,
  'Access Control Services': 0x0d,
  'Alternative Routing-ID Interpretation (ARI)': 0x0e,
  'Address Translation Service (ATS)': 0x0f,
  'Single Root I/O Virtualization (SR-IOV)': 0x10,
  'Multi-Root I/O Virtualization': 0x11,
  Multicast: 0x12,
  'Page Request Interface (PRI)': 0x13,
  'Physical Resizable BAR': 0x15,
  'Resizable BAR': 0x15,
  'Dynamic Power Allocation': 0x16,
  'Transaction Processing Hints': 0x17,
  'Latency Tolerance Reporting': 0x18,
  'Secondary PCI Express': 0x19,
  'Protocol Multiplexing': 0x1a,
  'Process Address Space ID (PASID)': 0x1b,
  'LN Requester': 0x1c,
  'Downstream Port Containment': 0x1d,
  'L1 PM Substates': 0x1e,
  'Precision Time Measurement': 0x1f,
  'PCI Express over M_PHY': 0x20,
  'FRS Queueing': 0x21,
  'Readiness Time Reporting': 0x22,
  'Designated Vendor-Specific': 0x23,
  'Virtual Resizable BAR': 0x24,
  'Data Link Feature': 0x25,
  'Physical Layer 16.0 GT/s': 0x26,
  'Lane Margining at the Receiver': 0x27,
  'Hierarchy ID': 0x28,
  'Native PCIe Enclosure Management': 0x29,
  'Physical Layer 32.0 GT/s': 0x2a,
  'Data Object Exchange': 0x2e,
  'Device 3': 0x2f,
  'Integrity & Data Encryption': 0x30,
  'Physical Layer 64.0 GT/s': 0x31,
  'Flit Logging': 0x32,
  'Flit Error Injection': 0x34,
  'MMIO Register Block Locator': 0x36,
};

/** Both IDs of Virtual Channel have this name: 9 is that of a device with Multi-Function Virtual Channel. */
export const virtualChannel = 'Virtual Channel';
export const virtualChannelNames = ['vc', 'vc9'] as const;

/** What lspci says about an ID that it has no name for: `#19`, `Extended Capability ID 0x2a`. */
export const unnamed = /^(?:#|(?:Extended )?Capability ID 0x)([0-9a-f]{1,4})(?= |$)/;
