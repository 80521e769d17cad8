import type { Table } from './language.ts';

/** Capabilities of which lspci knows the name only. */
const titles: Readonly<Record<string, string>> = {
  null_extended: 'Null',
  power_budgeting: 'Power Budgeting <?>',
  rc_internal_link: 'Root Complex Internal Link <?>',
  mfvc: 'Multi-Function Virtual Channel <?>',
  rcrb: 'Root Complex Register Block <?>',
  mr_iov: 'Multi-Root I/O Virtualization <?>',
  dpa: 'Dynamic Power Allocation <?>',
  pmux: 'Protocol Multiplexing <?>',
  lnr: 'LN Requester <?>',
  m_pcie: 'PCI Express over M_PHY <?>',
  frs_queueing: 'FRS Queueing <?>',
  rtr: 'Readiness Time Reporting <?>',
  data_link_feature: 'Data Link Feature <?>',
  phy_16gt: 'Physical Layer 16.0 GT/s <?>',
  lane_margining: 'Lane Margining at the Receiver <?>',
  hierarchy_id: 'Hierarchy ID <?>',
  npem: 'Native PCIe Enclosure Management <?>',
};

/** Those that it does not know, by ID. */
const unknown: Readonly<Record<string, number>> = {
  cac: 0x0c,
  amd_14h: 0x14,
  phy_32gt: 0x2a,
  alternate_protocol: 0x2b,
  sfi: 0x2c,
  shadow_functions: 0x2d,
  device_3: 0x2f,
  ide: 0x30,
  phy_64gt: 0x31,
  flit_logging: 0x32,
  flit_performance: 0x33,
  flit_error_injection: 0x34,
  streamlined_vc: 0x35,
  mmio_rbl: 0x36,
  nop_flit: 0x37,
  siov: 0x38,
  phy_128gt: 0x39,
  captured_data: 0x3a,
};

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

export const namedOnly: readonly Table[] = [
  ...Object.entries(titles).map(([name, title]) => ({
    capabilities: [name],
    title: exactly(title),
    rows: [],
  })),
  ...Object.entries(unknown).map(([name, id]) => ({
    capabilities: [name],
    title: exactly(`Extended Capability ID 0x${id.toString(16)}`),
    rows: [],
  })),
];
