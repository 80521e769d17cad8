import type { Access, ValueNames } from '../define.ts';
import { bit, bits, defineExtended, register, repeat, whole } from '../define.ts';
import { notKnownInVf, type Software, vf } from '../vf.ts';

const spec = { spec: 'r6/7 7.8.4; r5 9.4.2' } as const;
const own = vf('independent', null, 'Each VF has its own.', spec);
const deviceStatus = vf(
  'hardwired-zero',
  null,
  'An error that belongs to no single Function: it is logged in the Functions that are not VFs.',
  spec,
);
const deviceZero = vf('hardwired-zero', null, 'The error is never logged in a VF.', spec);
const linkZero = vf('hardwired-zero', null, "An error of the Link: see the PF's bit.", spec);
/** Writers of masks and severities, and those that learn of an error. */
const errorSettings: Software = {
  linux: {
    text: 'Linux sets no masks and severities of an Endpoint while it works; pci_restore_aer_state() writes back after a reset what was saved.',
    read: 'Linux 6.12 drivers/pci/pcie/aer.c',
  },
  vfio: {
    text: 'Passes writes on to the VF, which ignores those that the PF governs. It reports an uncorrectable error to the VMM by an eventfd, without the AER status.',
    read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, init_pci_ext_cap_err_perm(); vfio_pci_core.c, vfio_pci_core_aer_err_detected()',
  },
  qemu: {
    text: 'Stops the virtual machine on that event (internal error); the guest is told nothing.',
    read: 'QEMU 10.0.13 hw/vfio/pci.c, vfio_err_notifier_handler()',
  },
};
/** What clearing a status bit does. */
const statusClearing: Software = {
  linux: {
    text: "Clears the VF's own bits when it finds the VF (pci_aer_init) and after an error; bits of other Functions do not change.",
    read: 'Linux 6.12 drivers/pci/pcie/aer.c, pci_aer_raw_clear_status(), pci_aer_clear_nonfatal_status()',
  },
  vfio: {
    text: 'Passes a guest’s clearing on to the VF, where it takes effect on the VF’s own bits alone.',
    read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, init_pci_ext_cap_err_perm()',
  },
};
const ownStatus = vf('independent', null, 'Each VF has its own; clearing it clears it in this VF alone.', {
  ...spec,
  software: statusClearing,
});
const pfApplies = vf(
  'pf-value-applies',
  2,
  "The PF's bit governs the errors of the VF; a hypervisor can store what a guest writes, but hardware ignores it.",
  { ...spec, software: errorSettings },
);

const pfEcrc = vf('pf-value-applies', 2, "The PF's bit governs.", {
  ...spec,
  software: {
    linux: {
      text: 'pcie_set_ecrc_checking() follows pci=ecrc= in every Function with AER; a VF ignores it.',
      read: 'Linux 6.12 drivers/pci/pcie/aer.c',
    },
    vfio: {
      text: 'Passes the write on to the VF, which ignores it.',
      read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, init_pci_ext_cap_err_perm()',
    },
  },
});
const overflow = vf(
  'independent',
  null,
  'Each VF has its own, unless the VFs of the PF share a header log, which nothing in configuration space says: then it is 0.',
  { ...spec, software: statusClearing },
);
const ifLogIsShared = (then: string) =>
  vf(
    'independent',
    null,
    `Each VF has its own, unless the VFs of the PF share a header log, which nothing in configuration space says: then it is ${then}.`,
    spec,
  );
const overflowMask = ifLogIsShared("reserved, and the PF's bit governs");
const severity = { 0: 'non-fatal', 1: 'fatal' };

/** Root Ports and Root Complex Event Collectors. */
const root = { 'pcie.capabilities.device_port_type': [4, 10] };
const notInVf = vf('not-implemented-in-vf', null, 'Only Root Ports and Root Complex Event Collectors.', spec);

/** System firmware may take ERR_COR Messages of chosen subclasses for itself (PCIe 6.x). */
const ecs = { when: { 'capabilities_and_control.rc_ecs_handling_capable': 1 } };

const sharedLog = vf(
  'independent',
  3,
  'The VFs of a PF may have one log among them, apart from that of the PF, and nothing in configuration space says so. A VF whose header found no room reads all ones.',
  {
    spec: 'r6/7 6.2.4.2.1, 7.8.4; r5 9.4.2.1',
    software: {
      linux: {
        text: 'Read as it is.',
        read: 'Linux 6.12 drivers/pci/pcie/aer.c, aer_get_device_error_info()',
      },
      vfio: {
        text: 'Read as it is, of the VF.',
        read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, init_pci_ext_cap_err_perm(): not virtual, not written',
      },
    },
  },
);

/** Bridges from PCI Express to PCI or PCI-X, which log the errors of the other bus apart. */
const bridge = { 'pcie.capabilities.device_port_type': 7 };
const bridgeSpec = 'PCI Express to PCI/PCI-X Bridge 1.0';
const notABridge = vf('not-implemented-in-vf', null, 'Only bridges to PCI or PCI-X.');
const secondaryErrors = (access: Access, values?: ValueNames) => {
  const options = values ? { values } : {};
  return {
    target_abort_on_split_completion: bit(0, 'Target-Abort on Split Completion', access, options),
    master_abort_on_split_completion: bit(1, 'Master-Abort on Split Completion', access, options),
    received_target_abort: bit(2, 'Received Target-Abort', access, options),
    received_master_abort: bit(3, 'Received Master-Abort', access, options),
    unexpected_split_completion_error: bit(5, 'Unexpected Split Completion Error', access, options),
    uncorrectable_split_completion_message_data_error: bit(
      6,
      'Uncorrectable Split Completion Message Data Error',
      access,
      options,
    ),
    uncorrectable_data_error: bit(7, 'Uncorrectable Data Error', access, options),
    uncorrectable_attribute_error: bit(8, 'Uncorrectable Attribute Error', access, options),
    uncorrectable_address_error: bit(9, 'Uncorrectable Address Error', access, options),
    delayed_transaction_discard_timer_expired: bit(
      10,
      'Delayed Transaction Discard Timer Expired',
      access,
      options,
    ),
    perr_assertion: bit(11, 'PERR# Assertion Detected', access, options),
    serr_assertion: bit(12, 'SERR# Assertion Detected', access, options),
    internal_bridge_error: bit(13, 'Internal Bridge Error', access, options),
  };
};

const longLog = {
  'capabilities_and_control.header_log_size': { atLeast: 5 },
  'pcie.capabilities.device_port_type': { not: 7 },
};
const prefixLog = {
  'pcie.capabilities.device_port_type': { not: 7 },
  'pcie.device_capabilities_2.end_end_tlp_prefix_supported': 1,
  'capabilities_and_control.header_log_size': { atMost: 4 },
};

export default defineExtended(() => ({
  id: 0x0001,
  name: 'aer',
  title: 'Advanced Error Reporting',
  spec: 'PCIe 6.0 §7.8.4',
  aliases: { setpci: 'ECAP_AER', linux: 'PCI_EXT_CAP_ID_ERR' },
  inVf: 'optional',
  vf: vf(
    'independent',
    null,
    'Optional in a VF, even if its PF has it; never in a VF whose PF does not have it.',
    spec,
  ),
  length: [
    {
      when: longLog,
      length: { field: 'capabilities_and_control.header_log_size', plus: 10, times: 4 },
    },
    { when: prefixLog, length: 0x48 },
    { when: root, length: 0x38 },
    { when: bridge, length: 0x4c },
    { length: 0x2c },
  ],
  macros: {
    'capabilities_and_control.first_error_pointer': 'PCI_ERR_CAP_FEP()',
  },
  registers: {
    uncorrectable_status: register(
      0x04,
      32,
      'Uncorrectable Error Status',
      {
        undefined: bit(0, 'Undefined', 'RO', {
          linux: 'PCI_ERR_UNC_UND',
          note: 'Was Link Training Error in PCIe 1.0.',
        }),
        data_link_protocol_error: bit(4, 'Data Link Protocol Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_DLP',
          vf: deviceStatus,
        }),
        surprise_down_error: bit(5, 'Surprise Down Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_SURPDN',
          vf: deviceStatus,
        }),
        poisoned_tlp_received: bit(12, 'Poisoned TLP Received', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_POISON_TLP',
          vf: ownStatus,
        }),
        flow_control_protocol_error: bit(13, 'Flow Control Protocol Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_FCP',
          vf: deviceStatus,
        }),
        completion_timeout: bit(14, 'Completion Timeout', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_COMP_TIME',
          vf: ownStatus,
        }),
        completer_abort: bit(15, 'Completer Abort', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_COMP_ABORT',
          vf: ownStatus,
        }),
        unexpected_completion: bit(16, 'Unexpected Completion', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_UNX_COMP',
          vf: ownStatus,
        }),
        receiver_overflow: bit(17, 'Receiver Overflow', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_RX_OVER',
          vf: deviceStatus,
        }),
        malformed_tlp: bit(18, 'Malformed TLP', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_MALF_TLP',
          vf: deviceStatus,
        }),
        ecrc_error: bit(19, 'ECRC Error', 'RW1CS', { reset: 0, linux: 'PCI_ERR_UNC_ECRC', vf: deviceStatus }),
        unsupported_request_error: bit(20, 'Unsupported Request Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_UNSUP',
          vf: ownStatus,
        }),
        acs_violation: bit(21, 'ACS Violation', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_ACSV',
          vf: ownStatus,
        }),
        uncorrectable_internal_error: bit(22, 'Uncorrectable Internal Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_INTN',
          vf: ownStatus,
        }),
        mc_blocked_tlp: bit(23, 'MC Blocked TLP', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_MCBTLP',
          vf: ownStatus,
        }),
        atomicop_egress_blocked: bit(24, 'AtomicOp Egress Blocked', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_ATOMEG',
          vf: ownStatus,
        }),
        tlp_prefix_blocked_error: bit(25, 'TLP Prefix Blocked Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_TLPPRE',
          vf: ownStatus,
        }),
        poisoned_tlp_egress_blocked: bit(26, 'Poisoned TLP Egress Blocked', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_POISON_BLK',
          vf: ownStatus,
        }),
        dmwr_request_egress_blocked: bit(27, 'DMWr Request Egress Blocked', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_DMWR_BLK',
          vf: ownStatus,
        }),
        ide_check_failed: bit(28, 'IDE Check Failed', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_IDE_CHECK',
          vf: ownStatus,
        }),
        misrouted_ide_tlp: bit(29, 'Misrouted IDE TLP', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_MISR_IDE',
          vf: ownStatus,
        }),
        pcrc_check_failed: bit(30, 'PCRC Check Failed', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_PCRC_CHECK',
          vf: ownStatus,
        }),
        tlp_translation_egress_blocked: bit(31, 'TLP Translation Egress Blocked', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_XLAT_BLK',
          vf: ownStatus,
        }),
      },
      { linux: 'PCI_ERR_UNCOR_STATUS', spec: 'PCIe 6.0 §7.8.4.2' },
    ),
    uncorrectable_mask: register(
      0x08,
      32,
      'Uncorrectable Error Mask',
      {
        undefined: bit(0, 'Undefined', 'RO', { linux: 'PCI_ERR_UNC_UND' }),
        data_link_protocol_error: bit(4, 'Data Link Protocol Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_DLP',
          vf: deviceZero,
        }),
        surprise_down_error: bit(5, 'Surprise Down Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_SURPDN',
          vf: deviceZero,
        }),
        poisoned_tlp_received: bit(12, 'Poisoned TLP Received', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_POISON_TLP',
          vf: pfApplies,
        }),
        flow_control_protocol_error: bit(13, 'Flow Control Protocol Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_FCP',
          vf: deviceZero,
        }),
        completion_timeout: bit(14, 'Completion Timeout', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_COMP_TIME',
          vf: pfApplies,
        }),
        completer_abort: bit(15, 'Completer Abort', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_COMP_ABORT',
          vf: pfApplies,
        }),
        unexpected_completion: bit(16, 'Unexpected Completion', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_UNX_COMP',
          vf: pfApplies,
        }),
        receiver_overflow: bit(17, 'Receiver Overflow', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_RX_OVER',
          vf: deviceZero,
        }),
        malformed_tlp: bit(18, 'Malformed TLP', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_MALF_TLP',
          vf: deviceZero,
        }),
        ecrc_error: bit(19, 'ECRC Error', 'RWS', { reset: 0, linux: 'PCI_ERR_UNC_ECRC', vf: deviceZero }),
        unsupported_request_error: bit(20, 'Unsupported Request Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_UNSUP',
          vf: pfApplies,
        }),
        acs_violation: bit(21, 'ACS Violation', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_ACSV',
          vf: pfApplies,
        }),
        uncorrectable_internal_error: bit(22, 'Uncorrectable Internal Error', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_INTN',
          vf: own,
        }),
        mc_blocked_tlp: bit(23, 'MC Blocked TLP', 'RWS', { reset: 0, linux: 'PCI_ERR_UNC_MCBTLP', vf: own }),
        atomicop_egress_blocked: bit(24, 'AtomicOp Egress Blocked', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_ATOMEG',
          vf: own,
        }),
        tlp_prefix_blocked_error: bit(25, 'TLP Prefix Blocked Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_TLPPRE',
          vf: own,
        }),
        poisoned_tlp_egress_blocked: bit(26, 'Poisoned TLP Egress Blocked', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_POISON_BLK',
          vf: own,
        }),
        dmwr_request_egress_blocked: bit(27, 'DMWr Request Egress Blocked', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_DMWR_BLK',
          vf: own,
        }),
        ide_check_failed: bit(28, 'IDE Check Failed', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_IDE_CHECK',
          vf: own,
        }),
        misrouted_ide_tlp: bit(29, 'Misrouted IDE TLP', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_MISR_IDE',
          vf: own,
        }),
        pcrc_check_failed: bit(30, 'PCRC Check Failed', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_PCRC_CHECK',
          vf: own,
        }),
        tlp_translation_egress_blocked: bit(31, 'TLP Translation Egress Blocked', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_XLAT_BLK',
          vf: own,
        }),
      },
      { linux: 'PCI_ERR_UNCOR_MASK', spec: 'PCIe 6.0 §7.8.4.3', note: '1: the error is not reported.' },
    ),
    uncorrectable_severity: register(
      0x0c,
      32,
      'Uncorrectable Error Severity',
      {
        undefined: bit(0, 'Undefined', 'RO', { linux: 'PCI_ERR_UNC_UND' }),
        data_link_protocol_error: bit(4, 'Data Link Protocol Error', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_DLP',
          vf: deviceZero,
          values: severity,
        }),
        surprise_down_error: bit(5, 'Surprise Down Error', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_SURPDN',
          vf: deviceZero,
          values: severity,
        }),
        poisoned_tlp_received: bit(12, 'Poisoned TLP Received', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_POISON_TLP',
          vf: pfApplies,
          values: severity,
        }),
        flow_control_protocol_error: bit(13, 'Flow Control Protocol Error', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_FCP',
          vf: deviceZero,
          values: severity,
        }),
        completion_timeout: bit(14, 'Completion Timeout', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_COMP_TIME',
          vf: pfApplies,
          values: severity,
        }),
        completer_abort: bit(15, 'Completer Abort', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_COMP_ABORT',
          vf: pfApplies,
          values: severity,
        }),
        unexpected_completion: bit(16, 'Unexpected Completion', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_UNX_COMP',
          vf: pfApplies,
          values: severity,
        }),
        receiver_overflow: bit(17, 'Receiver Overflow', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_RX_OVER',
          vf: deviceZero,
          values: severity,
        }),
        malformed_tlp: bit(18, 'Malformed TLP', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_MALF_TLP',
          vf: deviceZero,
          values: severity,
        }),
        ecrc_error: bit(19, 'ECRC Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_ECRC',
          vf: deviceZero,
          values: severity,
        }),
        unsupported_request_error: bit(20, 'Unsupported Request Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_UNSUP',
          vf: pfApplies,
          values: severity,
        }),
        acs_violation: bit(21, 'ACS Violation', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_ACSV',
          vf: pfApplies,
          values: severity,
        }),
        uncorrectable_internal_error: bit(22, 'Uncorrectable Internal Error', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_INTN',
          vf: own,
          values: severity,
        }),
        mc_blocked_tlp: bit(23, 'MC Blocked TLP', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_MCBTLP',
          vf: own,
          values: severity,
        }),
        atomicop_egress_blocked: bit(24, 'AtomicOp Egress Blocked', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_ATOMEG',
          vf: own,
          values: severity,
        }),
        tlp_prefix_blocked_error: bit(25, 'TLP Prefix Blocked Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_TLPPRE',
          vf: own,
          values: severity,
        }),
        poisoned_tlp_egress_blocked: bit(26, 'Poisoned TLP Egress Blocked', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_POISON_BLK',
          vf: own,
          values: severity,
        }),
        dmwr_request_egress_blocked: bit(27, 'DMWr Request Egress Blocked', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_DMWR_BLK',
          vf: own,
          values: severity,
        }),
        ide_check_failed: bit(28, 'IDE Check Failed', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_UNC_IDE_CHECK',
          vf: own,
          values: severity,
        }),
        misrouted_ide_tlp: bit(29, 'Misrouted IDE TLP', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_MISR_IDE',
          vf: own,
          values: severity,
        }),
        pcrc_check_failed: bit(30, 'PCRC Check Failed', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_PCRC_CHECK',
          vf: own,
          values: severity,
        }),
        tlp_translation_egress_blocked: bit(31, 'TLP Translation Egress Blocked', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_UNC_XLAT_BLK',
          vf: own,
          values: severity,
        }),
      },
      { linux: 'PCI_ERR_UNCOR_SEVER', spec: 'PCIe 6.0 §7.8.4.4' },
    ),
    correctable_status: register(
      0x10,
      32,
      'Correctable Error Status',
      {
        receiver_error: bit(0, 'Receiver Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_COR_RCVR',
          vf: linkZero,
        }),
        bad_tlp: bit(6, 'Bad TLP', 'RW1CS', { reset: 0, linux: 'PCI_ERR_COR_BAD_TLP', vf: linkZero }),
        bad_dllp: bit(7, 'Bad DLLP', 'RW1CS', { reset: 0, linux: 'PCI_ERR_COR_BAD_DLLP', vf: linkZero }),
        replay_num_rollover: bit(8, 'REPLAY_NUM Rollover', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_COR_REP_ROLL',
          vf: linkZero,
        }),
        replay_timer_timeout: bit(12, 'Replay Timer Timeout', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_COR_REP_TIMER',
          vf: linkZero,
        }),
        advisory_non_fatal_error: bit(13, 'Advisory Non-Fatal Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_COR_ADV_NFAT',
          vf: ownStatus,
        }),
        corrected_internal_error: bit(14, 'Corrected Internal Error', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_COR_INTERNAL',
          vf: ownStatus,
        }),
        header_log_overflow: bit(15, 'Header Log Overflow', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_COR_LOG_OVER',
          vf: overflow,
        }),
      },
      { linux: 'PCI_ERR_COR_STATUS', spec: 'PCIe 6.0 §7.8.4.5' },
    ),
    correctable_mask: register(
      0x14,
      32,
      'Correctable Error Mask',
      {
        receiver_error: bit(0, 'Receiver Error', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_COR_RCVR',
          vf: pfApplies,
        }),
        bad_tlp: bit(6, 'Bad TLP', 'RWS', { reset: 0, linux: 'PCI_ERR_COR_BAD_TLP', vf: pfApplies }),
        bad_dllp: bit(7, 'Bad DLLP', 'RWS', { reset: 0, linux: 'PCI_ERR_COR_BAD_DLLP', vf: pfApplies }),
        replay_num_rollover: bit(8, 'REPLAY_NUM Rollover', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_COR_REP_ROLL',
          vf: pfApplies,
        }),
        replay_timer_timeout: bit(12, 'Replay Timer Timeout', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_COR_REP_TIMER',
          vf: pfApplies,
        }),
        advisory_non_fatal_error: bit(13, 'Advisory Non-Fatal Error', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_COR_ADV_NFAT',
          vf: pfApplies,
        }),
        corrected_internal_error: bit(14, 'Corrected Internal Error', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_COR_INTERNAL',
          vf: own,
        }),
        header_log_overflow: bit(15, 'Header Log Overflow', 'RWS', {
          reset: 1,
          linux: 'PCI_ERR_COR_LOG_OVER',
          vf: overflowMask,
        }),
      },
      { linux: 'PCI_ERR_COR_MASK', spec: 'PCIe 6.0 §7.8.4.6', note: '1: the error is not reported.' },
    ),

    capabilities_and_control: register(
      0x18,
      32,
      'Advanced Error Capabilities and Control',
      {
        first_error_pointer: bits(4, 0, 'First Error Pointer', 'ROS', {
          vf: own,
          note: 'Bit of Uncorrectable Error Status whose header was logged first.',
        }),
        ecrc_generation_capable: bit(5, 'ECRC Generation Capable', 'RO', {
          linux: 'PCI_ERR_CAP_ECRC_GENC',
          vf: notKnownInVf('no text was found that says what it is in a VF.'),
        }),
        ecrc_generation_enable: bit(6, 'ECRC Generation Enable', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_CAP_ECRC_GENE',
          vf: pfEcrc,
        }),
        ecrc_check_capable: bit(7, 'ECRC Check Capable', 'RO', {
          linux: 'PCI_ERR_CAP_ECRC_CHKC',
          vf: notKnownInVf('no text was found that says what it is in a VF.'),
        }),
        ecrc_check_enable: bit(8, 'ECRC Check Enable', 'RWS', {
          reset: 0,
          linux: 'PCI_ERR_CAP_ECRC_CHKE',
          vf: pfEcrc,
        }),
        multiple_header_recording_capable: bit(9, 'Multiple Header Recording Capable', 'RO', {
          vf: ifLogIsShared('0'),
        }),
        multiple_header_recording_enable: bit(10, 'Multiple Header Recording Enable', 'RWS', {
          reset: 0,
          vf: ifLogIsShared('reserved'),
        }),
        tlp_prefix_log_present: bit(11, 'TLP Prefix Log Present', 'ROS', {
          reset: 0,
          linux: 'PCI_ERR_CAP_PREFIX_LOG_PRESENT',
          vf: own,
        }),
        completion_timeout_log_capable: bit(12, 'Completion Timeout Prefix/Header Log Capable', 'HwInit', {
          linux: 'PCI_ERR_CAP_COMP_TIME_LOG',
          vf: own,
        }),
        header_log_size: bits(17, 13, 'Header Log Size', 'HwInit', {
          unit: { label: 'dwords', special: { 0: 'not stated' } },
          vf: own,
          note: '0 stands for 4 dwords, or 8 where End-End TLP Prefixes are supported.',
        }),
        logged_tlp_was_flit_mode: bit(18, 'Logged TLP was Flit Mode', 'ROS', {
          reset: 0,
          linux: 'PCI_ERR_CAP_TLP_LOG_FLIT',
          vf: own,
        }),
        logged_tlp_size: bits(23, 19, 'Logged TLP Size', 'ROS', {
          reset: 0,
          linux: 'PCI_ERR_CAP_TLP_LOG_SIZE',
          unit: { label: 'dwords' },
          vf: own,
          note: 'Only of a TLP logged in Flit Mode.',
        }),
        rc_ecs_handling_capable: bit(24, 'RC ECS Handling Capable', 'RO', {
          when: root,
          vf: notInVf,
          note: 'PCIe 6.x: ERR_COR Subclasses can be left to system firmware.',
        }),
      },
      { linux: 'PCI_ERR_CAP', spec: 'PCIe 6.0 §7.8.4.7' },
    ),
    header_log: repeat(
      { title: 'Header Log', offset: 0x1c, count: 4, stride: 4, spec: 'PCIe 6.0 §7.8.4.8', vf: sharedLog },
      whole(0, 32, 'Header Log Dword', 'ROS', {
        linux: 'PCI_ERR_HEADER_LOG',
        reset: 0,
        style: 'hex',
        vf: sharedLog,
        note: 'Byte 0 of the header is the most significant byte.',
      }),
    ),
    root_command: register(
      0x2c,
      32,
      'Root Error Command',
      {
        correctable_error_reporting_enable: bit(0, 'Correctable Error Reporting Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_CMD_COR_EN',
        }),
        non_fatal_error_reporting_enable: bit(1, 'Non-Fatal Error Reporting Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_CMD_NONFATAL_EN',
        }),
        fatal_error_reporting_enable: bit(2, 'Fatal Error Reporting Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_CMD_FATAL_EN',
        }),
        ecs_legacy_handling_by_sfw_enable: bit(3, 'ECS Legacy Handling by SFW Enable', 'RW', ecs),
        ecs_sig_sfw_handling_by_sfw_enable: bit(4, 'ECS SIG_SFW Handling by SFW Enable', 'RW', ecs),
        ecs_sig_os_handling_by_sfw_enable: bit(5, 'ECS SIG_OS Handling by SFW Enable', 'RW', ecs),
        sfw_handling_source_id: bits(31, 16, 'SFW Handling Source ID', 'ROS', {
          ...ecs,
          style: 'routing-id',
        }),
      },
      { when: root, linux: 'PCI_ERR_ROOT_COMMAND', spec: 'PCIe 6.0 §7.8.4.9', vf: notInVf },
    ),
    root_status: register(
      0x30,
      32,
      'Root Error Status',
      {
        err_cor_received: bit(0, 'ERR_COR Received', 'RW1CS', { reset: 0, linux: 'PCI_ERR_ROOT_COR_RCV' }),
        multiple_err_cor_received: bit(1, 'Multiple ERR_COR Received', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_MULTI_COR_RCV',
        }),
        err_fatal_nonfatal_received: bit(2, 'ERR_FATAL/NONFATAL Received', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_UNCOR_RCV',
        }),
        multiple_err_fatal_nonfatal_received: bit(3, 'Multiple ERR_FATAL/NONFATAL Received', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_MULTI_UNCOR_RCV',
        }),
        first_uncorrectable_fatal: bit(4, 'First Uncorrectable Fatal', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_FIRST_FATAL',
        }),
        non_fatal_error_messages_received: bit(5, 'Non-Fatal Error Messages Received', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_NONFATAL_RCV',
        }),
        fatal_error_messages_received: bit(6, 'Fatal Error Messages Received', 'RW1CS', {
          reset: 0,
          linux: 'PCI_ERR_ROOT_FATAL_RCV',
        }),
        err_cor_subclass: bits(8, 7, 'ERR_COR Subclass', 'ROS', {
          values: { 0: 'ECS Legacy', 1: 'ECS SIG_SFW', 2: 'ECS SIG_OS', 3: 'ECS Extended' },
        }),
        sfw_handling_err_cor_received: bit(9, 'SFW Handling ERR_COR Received', 'RW1CS', ecs),
        multiple_sfw_handling_err_cor_received: bit(
          10,
          'Multiple SFW Handling ERR_COR Received',
          'RW1CS',
          ecs,
        ),
        advanced_error_interrupt_message_number: bits(
          31,
          27,
          'Advanced Error Interrupt Message Number',
          'RO',
          { linux: 'PCI_ERR_ROOT_AER_IRQ' },
        ),
      },
      { when: root, linux: 'PCI_ERR_ROOT_STATUS', spec: 'PCIe 6.0 §7.8.4.10', vf: notInVf },
    ),
    error_source_identification: register(
      0x34,
      32,
      'Error Source Identification',
      {
        err_cor_source: bits(15, 0, 'ERR_COR Source Identification', 'ROS', {
          reset: 0,
          style: 'routing-id',
        }),
        err_fatal_nonfatal_source: bits(31, 16, 'ERR_FATAL/NONFATAL Source Identification', 'ROS', {
          reset: 0,
          style: 'routing-id',
        }),
      },
      { when: root, linux: 'PCI_ERR_ROOT_ERR_SRC', spec: 'PCIe 6.0 §7.8.4.11', vf: notInVf },
    ),
    tlp_prefix_log: repeat(
      {
        title: 'TLP Prefix Log',
        offset: 0x38,
        count: 4,
        stride: 4,
        when: prefixLog,
        spec: 'PCIe 6.0 §7.8.4.12',
        vf: sharedLog,
      },
      whole(0, 32, 'TLP Prefix', 'ROS', {
        linux: 'PCI_ERR_PREFIX_LOG',
        reset: 0,
        style: 'hex',
        vf: sharedLog,
      }),
    ),
    header_log_continued: repeat(
      {
        title: 'Header Log, from the fifth dword',
        offset: 0x38,
        count: { field: 'capabilities_and_control.header_log_size', plus: -4 },
        stride: 4,
        when: longLog,
        spec: 'PCIe 6.0 §7.8.4.12',
        vf: sharedLog,
        note: 'The prefixes of a TLP that was not logged in Flit Mode.',
      },
      whole(0, 32, 'Further Header Log Dword', 'ROS', { reset: 0, style: 'hex', vf: sharedLog }),
    ),
    secondary_uncorrectable_status: register(
      0x2c,
      32,
      'Secondary Uncorrectable Error Status',
      secondaryErrors('RW1CS'),
      { when: bridge, spec: bridgeSpec, vf: notABridge },
    ),
    secondary_uncorrectable_mask: register(
      0x30,
      32,
      'Secondary Uncorrectable Error Mask',
      secondaryErrors('RWS'),
      { when: bridge, spec: bridgeSpec, vf: notABridge, note: '1: the error is not reported.' },
    ),
    secondary_uncorrectable_severity: register(
      0x34,
      32,
      'Secondary Uncorrectable Error Severity',
      secondaryErrors('RWS', severity),
      { when: bridge, spec: bridgeSpec, vf: notABridge },
    ),
    secondary_capabilities_and_control: register(
      0x38,
      32,
      'Secondary Error Capabilities and Control',
      {
        secondary_first_error_pointer: bits(4, 0, 'Secondary Uncorrectable First Error Pointer', 'ROS', {
          note: 'Bit of Secondary Uncorrectable Error Status.',
        }),
      },
      { when: bridge, spec: bridgeSpec, vf: notABridge },
    ),
    secondary_header_log: repeat(
      {
        title: 'Secondary Header Log',
        offset: 0x3c,
        count: 4,
        stride: 4,
        when: bridge,
        spec: bridgeSpec,
        vf: notABridge,
      },
      whole(0, 32, 'Secondary Header Log Dword', 'ROS', { style: 'hex', vf: notABridge }),
    ),
  },
}));
