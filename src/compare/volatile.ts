import type { Access } from '../registers/define.ts';

/** Access under which hardware changes a field by itself: status that software clears, logs that outlive a reset. */
const liveAccess: ReadonlySet<Access> = new Set(['RW1C', 'RW1CS', 'ROS']);

/**
 * Fields that change while a machine runs though their access does not say so. A register or capability stands for
 * all below it. What tells that something happened to the device (link speed and width, presence, power state) is
 * left out on purpose.
 */
const livePaths: readonly string[] = [
  // Interrupts: where the system sends them, and what is pending.
  'header.interrupt_line',
  'header.status.interrupt_status',
  'msi.address',
  'msi.upper_address',
  'msi.data',
  'msi.extended_data',
  'msi.mask',
  'msi.pending',
  'shpc.pending',
  // What is under way.
  'af.status.transactions_pending',
  'pcie.device_status.transactions_pending',
  'pcie.link_status.link_training',
  'pcie.root_status.pme_requester_id',
  'pcie.root_status.pme_pending',
  'dpc.status.rp_busy',
  'mfvc.resource.status.vc_negotiation_pending',
  'mfvc.resource.status.function_arbitration_table_status',
  'mfvc.port_status',
  'streamlined_vc.resource.status.vc_negotiation_pending',
  'vc.resource.status',
  'vc.port_status',
  'vc9.resource.status',
  'vc9.port_status',
  'pri.status.stopped',
  'dpa.status',
  'lane_margining.port_status',
  'lane_margining.lane',
  'flit_error_injection.flit_status',
  'flit_error_injection.ordered_set_tx_status',
  'flit_error_injection.ordered_set_rx_status',
  'nop_flit.status',
  // Error logs and counters.
  'pcix.ecc_control_status',
  'pcix_bridge.ecc_control_status',
  'flit_logging.lane',
  'flit_performance.status',
  'vsec_dw_ras_des.event_counter_data',
  'vsec_dw_ras_des.time_based_analysis_data',
  'vsec_dw_ras_des.silicon_debug_lane_status',
  // Windows: an index, and what comes after it at the moment.
  'vpd.address',
  'vpd.data',
  'pm.data',
  'power_budgeting.data_select',
  'power_budgeting.data',
  'doe.status',
  'doe.write_data_mailbox',
  'doe.read_data_mailbox',
  'virtio.pci_cfg_data',
  'sata.data',
  'shpc.dword_data',
  'fpb.vector_access_data',
  'sfi.cam_data',
];

const live = new Set(livePaths);

/** Every path of the list, for a test that holds them against the tables. */
export const volatilePaths: readonly string[] = livePaths;

/** Whether a field is one that changes by itself. */
export function isVolatile(path: string, access: Access | undefined): boolean {
  if (access !== undefined && liveAccess.has(access)) return true;
  let plain = path.replace(/\[\d+\]/g, '');
  for (;;) {
    if (live.has(plain)) return true;
    const dot = plain.lastIndexOf('.');
    if (dot < 0) return false;
    plain = plain.slice(0, dot);
  }
}
