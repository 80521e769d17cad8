import { type Access, bit, bits, defineExtended, register, repeat, whole } from '../define.ts';
import { vf } from '../vf.ts';

const rootPort = { 'capability.rp_extensions': 1 };
const logSize = 'capability.rp_pio_log_size';
/** The fifth bit of the log size, since PCIe 6.0. */
const sixteenMore = 'capability.rp_pio_log_size_4';

const portsOnly = vf('not-implemented-in-vf', null, 'Only Root Ports and Switch Downstream Ports have it.', {
  spec: 'r6/7 7.9.14',
});

/** The nine errors that every RP PIO register has a bit for. */
const rpPio = (access: Access, reset: number, clear: string, set: string) => {
  const options = { reset, values: { 0: clear, 1: set } };
  return {
    cfg_ur_completion: bit(0, 'Cfg UR Completion', access, options),
    cfg_ca_completion: bit(1, 'Cfg CA Completion', access, options),
    cfg_completion_timeout: bit(2, 'Cfg Completion Timeout', access, options),
    io_ur_completion: bit(8, 'I/O UR Completion', access, options),
    io_ca_completion: bit(9, 'I/O CA Completion', access, options),
    io_completion_timeout: bit(10, 'I/O Completion Timeout', access, options),
    mem_ur_completion: bit(16, 'Mem UR Completion', access, options),
    mem_ca_completion: bit(17, 'Mem CA Completion', access, options),
    mem_completion_timeout: bit(18, 'Mem Completion Timeout', access, options),
  };
};

export default defineExtended(() => ({
  id: 0x001d,
  name: 'dpc',
  title: 'Downstream Port Containment',
  spec: 'PCIe 6.0 §7.9.14',
  aliases: { setpci: 'ECAP_DPC', linux: 'PCI_EXT_CAP_ID_DPC' },
  inVf: 'elsewhere',
  vf: portsOnly,
  length: [
    {
      when: rootPort,
      length: { field: logSize, plus: 8, times: 4, add: { field: sixteenMore, times: 64 } },
    },
    { length: 0x0c },
  ],
  macros: {
    'control.trigger_enable': 'PCI_EXP_DPC_CTL_EN_FATAL=1 PCI_EXP_DPC_CTL_EN_NONFATAL=2',
    'status.trigger_reason':
      'PCI_EXP_DPC_STATUS_TRIGGER_RSN_UNCOR=0 PCI_EXP_DPC_STATUS_TRIGGER_RSN_NFE=1 ' +
      'PCI_EXP_DPC_STATUS_TRIGGER_RSN_FE=2 PCI_EXP_DPC_STATUS_TRIGGER_RSN_IN_EXT=3',
    'status.trigger_reason_extension':
      'PCI_EXP_DPC_STATUS_TRIGGER_RSN_RP_PIO=0 PCI_EXP_DPC_STATUS_TRIGGER_RSN_SW_TRIGGER=1',
  },
  registers: {
    capability: register(
      0x04,
      16,
      'DPC Capability',
      {
        interrupt_message_number: bits(4, 0, 'DPC Interrupt Message Number', 'RO', {
          linux: 'PCI_EXP_DPC_IRQ',
        }),
        rp_extensions: bit(5, 'RP Extensions for DPC', 'RO', { linux: 'PCI_EXP_DPC_CAP_RP_EXT' }),
        poisoned_tlp_egress_blocking_supported: bit(6, 'Poisoned TLP Egress Blocking Supported', 'RO', {
          linux: 'PCI_EXP_DPC_CAP_POISONED_TLP',
        }),
        software_triggering_supported: bit(7, 'DPC Software Triggering Supported', 'RO', {
          linux: 'PCI_EXP_DPC_CAP_SW_TRIGGER',
        }),
        rp_pio_log_size: bits(11, 8, 'RP PIO Log Size', 'RO', {
          unit: { label: 'dwords' },
          linux: 'PCI_EXP_DPC_RP_PIO_LOG_SIZE',
          note: 'Header log, ImpSpec log and prefix log together; of a Root Port.',
        }),
        dl_active_err_cor_signaling_supported: bit(12, 'DL_Active ERR_COR Signaling Supported', 'RO', {
          linux: 'PCI_EXP_DPC_CAP_DL_ACTIVE',
        }),
        rp_pio_log_size_4: bit(13, 'RP PIO Log Size, bit 4', 'RO', {
          unit: { label: 'dwords', times: 16 },
          linux: 'PCI_EXP_DPC_RP_PIO_LOG_SIZE4',
          note: 'Flit Mode only.',
        }),
      },
      { linux: 'PCI_EXP_DPC_CAP', spec: 'PCIe 6.0 §7.9.14.2' },
    ),
    control: register(
      0x06,
      16,
      'DPC Control',
      {
        trigger_enable: bits(1, 0, 'DPC Trigger Enable', 'RW', {
          reset: 0,
          values: {
            0: 'disabled',
            1: 'on an uncorrectable error or ERR_FATAL',
            2: 'on an uncorrectable error, ERR_NONFATAL or ERR_FATAL',
            3: 'reserved',
          },
        }),
        completion_control: bit(2, 'DPC Completion Control', 'RW', {
          reset: 0,
          values: { 0: 'Completer Abort', 1: 'Unsupported Request' },
        }),
        interrupt_enable: bit(3, 'DPC Interrupt Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DPC_CTL_INT_EN',
        }),
        err_cor_enable: bit(4, 'DPC ERR_COR Enable', 'RW', { reset: 0 }),
        poisoned_tlp_egress_blocking_enable: bit(5, 'Poisoned TLP Egress Blocking Enable', 'RW', {
          reset: 0,
        }),
        software_trigger: bit(6, 'DPC Software Trigger', 'RW', { reset: 0, note: 'Reads 0.' }),
        dl_active_err_cor_enable: bit(7, 'DL_Active ERR_COR Enable', 'RW', { reset: 0 }),
        sig_sfw_enable: bit(8, 'DPC SIG_SFW Enable', 'RW', {
          reset: 0,
          note: 'Since PCIe 5.0: tells system firmware by ERR_COR.',
        }),
      },
      { linux: 'PCI_EXP_DPC_CTL', spec: 'PCIe 6.0 §7.9.14.3' },
    ),
    status: register(
      0x08,
      16,
      'DPC Status',
      {
        trigger_status: bit(0, 'DPC Trigger Status', 'RW1CS', {
          reset: 0,
          linux: 'PCI_EXP_DPC_STATUS_TRIGGER',
          note: 'While it is set the link stays down.',
        }),
        trigger_reason: bits(2, 1, 'DPC Trigger Reason', 'ROS', {
          values: {
            0: 'unmasked uncorrectable error',
            1: 'ERR_NONFATAL received',
            2: 'ERR_FATAL received',
            3: 'see the extension',
          },
          linux: 'PCI_EXP_DPC_STATUS_TRIGGER_RSN',
        }),
        interrupt_status: bit(3, 'DPC Interrupt Status', 'RW1CS', {
          reset: 0,
          linux: 'PCI_EXP_DPC_STATUS_INTERRUPT',
        }),
        rp_busy: bit(4, 'DPC RP Busy', 'RO', { linux: 'PCI_EXP_DPC_RP_BUSY' }),
        trigger_reason_extension: bits(6, 5, 'DPC Trigger Reason Extension', 'ROS', {
          values: { 0: 'RP PIO error', 1: 'software trigger', rest: 'reserved' },
          linux: 'PCI_EXP_DPC_STATUS_TRIGGER_RSN_EXT',
        }),
        rp_pio_first_error_pointer: bits(12, 8, 'RP PIO First Error Pointer', 'ROS', {
          linux: 'PCI_EXP_DPC_RP_PIO_FEP',
          note: 'Bit of RP PIO Status; 1Fh where nothing is logged.',
        }),
        sig_sfw_status: bit(13, 'DPC SIG_SFW Status', 'RW1CS', { reset: 0 }),
      },
      { linux: 'PCI_EXP_DPC_STATUS', spec: 'PCIe 6.0 §7.9.14.4' },
    ),
    error_source_id: whole(0x0a, 16, 'DPC Error Source ID', 'ROS', {
      style: 'routing-id',
      linux: 'PCI_EXP_DPC_SOURCE_ID',
      spec: 'PCIe 6.0 §7.9.14.5',
      note: 'The Function whose error message triggered containment.',
    }),
    rp_pio_status: register(0x0c, 32, 'RP PIO Status', rpPio('RW1CS', 0, 'no error', 'error seen'), {
      when: rootPort,
      linux: 'PCI_EXP_DPC_RP_PIO_STATUS',
      spec: 'PCIe 6.0 §7.9.14.6',
    }),
    rp_pio_mask: register(0x10, 32, 'RP PIO Mask', rpPio('RWS', 1, 'reported', 'masked'), {
      when: rootPort,
      linux: 'PCI_EXP_DPC_RP_PIO_MASK',
      spec: 'PCIe 6.0 §7.9.14.7',
    }),
    rp_pio_severity: register(
      0x14,
      32,
      'RP PIO Severity',
      rpPio('RWS', 0, 'advisory', 'uncorrectable: triggers containment'),
      { when: rootPort, linux: 'PCI_EXP_DPC_RP_PIO_SEVERITY', spec: 'PCIe 6.0 §7.9.14.8' },
    ),
    rp_pio_syserror: register(
      0x18,
      32,
      'RP PIO SysError',
      rpPio('RWS', 0, 'no System Error', 'System Error'),
      { when: rootPort, linux: 'PCI_EXP_DPC_RP_PIO_SYSERROR', spec: 'PCIe 6.0 §7.9.14.9' },
    ),
    rp_pio_exception: register(
      0x1c,
      32,
      'RP PIO Exception',
      rpPio('RWS', 0, 'no exception', 'processor exception'),
      { when: rootPort, linux: 'PCI_EXP_DPC_RP_PIO_EXCEPTION', spec: 'PCIe 6.0 §7.9.14.10' },
    ),
    rp_pio_header_log: repeat(
      {
        title: 'RP PIO Header Log',
        offset: 0x20,
        count: 4,
        stride: 4,
        when: rootPort,
        spec: 'PCIe 6.0 §7.9.14.11',
      },
      whole(0, 32, 'RP PIO Header Log Dword', 'ROS', {
        reset: 0,
        style: 'hex',
        linux: 'PCI_EXP_DPC_RP_PIO_HEADER_LOG',
        note: 'Byte 0 of the header is the most significant byte.',
      }),
    ),
    rp_pio_impspec_log: whole(
      [
        { when: { [logSize]: { atLeast: 5 } }, offset: 0x30 },
        { when: { [sixteenMore]: 1 }, offset: 0x30 },
      ],
      32,
      'RP PIO ImpSpec Log',
      'ROS',
      {
        when: rootPort,
        reset: 0,
        style: 'hex',
        linux: 'PCI_EXP_DPC_RP_PIO_IMPSPEC_LOG',
        spec: 'PCIe 6.0 §7.9.14.12',
      },
    ),
    rp_pio_tlp_prefix_log: repeat(
      {
        title: 'RP PIO TLP Prefix Log',
        offset: 0x34,
        count: { field: logSize, plus: -5, add: { field: sixteenMore, times: 16 } },
        stride: 4,
        when: rootPort,
        spec: 'PCIe 6.0 §7.9.14.13',
        note: 'The rest of the header of a TLP logged in Flit Mode.',
      },
      whole(0, 32, 'RP PIO TLP Prefix Log Dword', 'ROS', {
        reset: 0,
        style: 'hex',
        linux: 'PCI_EXP_DPC_RP_PIO_TLPPREFIX_LOG',
      }),
    ),
  },
}));
