import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { notKnownInVf, type Software, vf } from '../vf.ts';

const hasLink = { 'capabilities.device_port_type': { not: [9, 10] } };
const hasSlot = { 'capabilities.slot_implemented': 1, 'capabilities.device_port_type': [4, 6, 8] };
const hasRoot = { 'capabilities.device_port_type': [4, 10] };
const version2 = { 'capabilities.version': { atLeast: 2 } };

const payload = {
  unit: { label: 'bytes', power: true, times: 128, special: { 6: 'reserved', 7: 'reserved' } },
} as const;
const scaledPower = 'With a scale of 1 W, F0h to FEh stand for 250 W to 600 W in steps of 25 W.';
const slotPower = (field: string) => ({
  label: 'W',
  scale: {
    field,
    factors: [1, 0.1, 0.01, 0.001],
    namedAtFirst: {
      240: '250 W',
      241: '275 W',
      242: '300 W',
      243: '325 W',
      244: '350 W',
      245: '375 W',
      246: '400 W',
      247: '425 W',
      248: '450 W',
      249: '475 W',
      250: '500 W',
      251: '525 W',
      252: '550 W',
      253: '575 W',
      254: '600 W',
      255: 'reserved',
    },
  },
});
const linkSpeeds = {
  0: 'no speed reported',
  1: '2.5 GT/s',
  2: '5 GT/s',
  3: '8 GT/s',
  4: '16 GT/s',
  5: '32 GT/s',
  6: '64 GT/s',
  7: '128 GT/s',
  rest: 'reserved',
};
const linkWidths = {
  0: 'no width reported',
  1: 'x1',
  2: 'x2',
  4: 'x4',
  8: 'x8',
  12: 'x12',
  16: 'x16',
  32: 'x32',
  rest: 'reserved',
};
const speedVector = {
  style: 'hex',
  members: {
    0: '2.5 GT/s',
    1: '5 GT/s',
    2: '8 GT/s',
    3: '16 GT/s',
    4: '32 GT/s',
    5: '64 GT/s',
    6: '128 GT/s',
  },
} as const;
const timeoutValues = {
  0: '50 us to 50 ms',
  1: '50 us to 100 us',
  2: '1 ms to 10 ms',
  5: '16 ms to 55 ms',
  6: '65 ms to 210 ms',
  9: '260 ms to 900 ms',
  10: '1 s to 3.5 s',
  13: '4 s to 13 s',
  14: '17 s to 64 s',
  rest: 'reserved',
};

const vfioConfig = 'Linux 6.12 and 7.2 drivers/vfio/pci/vfio_pci_config.c';
/** Registers of the link, as a guest sees them. */
const linkInGuest: Software = {
  linux: {
    text: "sysfs (current_link_speed, current_link_width) and pcie_bandwidth_available() read the VF's own Link Status, where 0 is an unknown speed.",
    read: 'Linux 6.12 drivers/pci/pci-sysfs.c, current_link_speed_show(); drivers/pci/pci.c',
  },
  vfio: {
    text: 'Shows what the VF reads; writes are dropped.',
    read: `${vfioConfig}, init_pci_cap_exp_perm(): no link register is virtual or written`,
  },
  qemu: {
    text: 'Below a port, an Endpoint keeps what it reads, and the Link Status of the port is fitted to it; on a root bus all link registers read 0.',
    read: 'QEMU 10.0.13 hw/vfio/pci.c, vfio_setup_pcie_cap(); hw/pci/pcie.c, pcie_sync_bridge_lnk()',
  },
};
const own = vf('independent', null, "The VF's own.");
const samePf = vf('must-match-pf', null, "The VF must show the PF's value.");
const sameLink = vf(
  'must-match-pf',
  2,
  "All Functions of a port show the same link; real VFs often read 0, so the PF's value counts.",
  { software: linkInGuest },
);
const probe = 'Linux 6.12 drivers/pci/probe.c';
/** Where the guest's setting goes that the VF does not obey. */
const passedOn = {
  text: "Passes the write on to the VF, which ignores it; the guest reads the VF's bits back.",
  read: `${vfioConfig}, init_pci_cap_exp_perm(): written, not virtual`,
};
const noText = notKnownInVf('no text was found that says what it is in a VF.');
const portOnly = vf('hardwired-zero', null, 'Only ports and bridges have it.');
const pf = (hazard: 1 | 2 | null, note: string, software: Software = { vfio: passedOn }) =>
  vf('pf-value-applies', hazard, note, { software });
const errorEnable = pf(
  2,
  "Reserved in a VF: the PF's setting decides whether the VF reports errors; a guest's own can only be stored.",
  {
    linux: {
      text: 'pci_enable_pcie_error_reporting() sets the bits in every Function with AER, VFs too; a VF ignores them.',
      read: 'Linux 6.12 drivers/pci/pcie/aer.c',
    },
    vfio: passedOn,
  },
);
const linkControl = pf(2, "Reserved in a VF: the PF's setting applies.", linkInGuest);
const aspm = vf(
  'pf-value-applies',
  2,
  'Reserved in a VF; with ARI the setting of Function 0 applies to the link.',
  {
    from: 'function-0',
    software: linkInGuest,
  },
);
const linkStatus = pf(
  2,
  "Reserved in a VF, so 0 does not mean that the link is down: the PF's value counts.",
  linkInGuest,
);

export default defineStandard(() => ({
  id: 0x10,
  name: 'pcie',
  title: 'PCI Express',
  spec: 'PCIe 6.0 §7.5.3',
  aliases: { setpci: 'CAP_EXP', linux: 'PCI_CAP_ID_EXP' },
  inVf: 'own',
  length: [
    { when: version2, length: 0x3c },
    { when: hasRoot, length: 0x24 },
    { when: { 'capabilities.slot_implemented': 1 }, length: 0x1c },
    { when: hasLink, length: 0x14 },
    { length: 0x0c },
  ],
  macros: {
    '':
      'PCI_CAP_EXP_RC_ENDPOINT_SIZEOF_V1 PCI_CAP_EXP_ENDPOINT_SIZEOF_V1 PCI_CAP_EXP_RC_ENDPOINT_SIZEOF_V2 ' +
      'PCI_CAP_EXP_ENDPOINT_SIZEOF_V2',
    'capabilities.device_port_type':
      'PCI_EXP_TYPE_ENDPOINT=0 PCI_EXP_TYPE_LEG_END=1 PCI_EXP_TYPE_ROOT_PORT=4 PCI_EXP_TYPE_UPSTREAM=5 ' +
      'PCI_EXP_TYPE_DOWNSTREAM=6 PCI_EXP_TYPE_PCI_BRIDGE=7 PCI_EXP_TYPE_PCIE_BRIDGE=8 ' +
      'PCI_EXP_TYPE_RC_END=9 PCI_EXP_TYPE_RC_EC=10',
    'device_control.max_payload_size':
      'PCI_EXP_DEVCTL_PAYLOAD_128B=0 PCI_EXP_DEVCTL_PAYLOAD_256B=1 PCI_EXP_DEVCTL_PAYLOAD_512B=2 ' +
      'PCI_EXP_DEVCTL_PAYLOAD_1024B=3 PCI_EXP_DEVCTL_PAYLOAD_2048B=4 PCI_EXP_DEVCTL_PAYLOAD_4096B=5',
    'device_control.max_read_request_size':
      'PCI_EXP_DEVCTL_READRQ_128B=0 PCI_EXP_DEVCTL_READRQ_256B=1 PCI_EXP_DEVCTL_READRQ_512B=2 ' +
      'PCI_EXP_DEVCTL_READRQ_1024B=3 PCI_EXP_DEVCTL_READRQ_2048B=4 PCI_EXP_DEVCTL_READRQ_4096B=5',
    'link_capabilities.max_link_speed':
      'PCI_EXP_LNKCAP_SLS_2_5GB=1 PCI_EXP_LNKCAP_SLS_5_0GB=2 PCI_EXP_LNKCAP_SLS_8_0GB=3 ' +
      'PCI_EXP_LNKCAP_SLS_16_0GB=4 PCI_EXP_LNKCAP_SLS_32_0GB=5 PCI_EXP_LNKCAP_SLS_64_0GB=6',
    'link_capabilities.aspm_support': 'PCI_EXP_LNKCAP_ASPM_L0S=1 PCI_EXP_LNKCAP_ASPM_L1=2',
    'link_control.aspm_control': 'PCI_EXP_LNKCTL_ASPM_L0S=1 PCI_EXP_LNKCTL_ASPM_L1=2',
    'link_status.current_link_speed':
      'PCI_EXP_LNKSTA_CLS_2_5GB=1 PCI_EXP_LNKSTA_CLS_5_0GB=2 PCI_EXP_LNKSTA_CLS_8_0GB=3 ' +
      'PCI_EXP_LNKSTA_CLS_16_0GB=4 PCI_EXP_LNKSTA_CLS_32_0GB=5 PCI_EXP_LNKSTA_CLS_64_0GB=6',
    'link_status.negotiated_link_width':
      'PCI_EXP_LNKSTA_NLW_X1=1 PCI_EXP_LNKSTA_NLW_X2=2 PCI_EXP_LNKSTA_NLW_X4=4 PCI_EXP_LNKSTA_NLW_X8=8 ' +
      'PCI_EXP_LNKSTA_NLW_SHIFT',
    'slot_control.attention_indicator_control':
      'PCI_EXP_SLTCTL_ATTN_IND_SHIFT PCI_EXP_SLTCTL_ATTN_IND_ON=1 PCI_EXP_SLTCTL_ATTN_IND_BLINK=2 ' +
      'PCI_EXP_SLTCTL_ATTN_IND_OFF=3',
    'slot_control.power_indicator_control':
      'PCI_EXP_SLTCTL_PWR_IND_ON=1 PCI_EXP_SLTCTL_PWR_IND_BLINK=2 PCI_EXP_SLTCTL_PWR_IND_OFF=3',
    'slot_control.power_controller_control': 'PCI_EXP_SLTCTL_PWR_ON=0 PCI_EXP_SLTCTL_PWR_OFF=1',
    'root_control.rrs_software_visibility_enable': 'PCI_EXP_RTCTL_RRS_SVE',
    'root_capabilities.rrs_software_visibility': 'PCI_EXP_RTCAP_RRS_SV',
    'device_capabilities_2.tph_completer_supported':
      'PCI_EXP_DEVCAP2_TPH_COMP_NONE=0 PCI_EXP_DEVCAP2_TPH_COMP_TPH_ONLY=1 ' +
      'PCI_EXP_DEVCAP2_TPH_COMP_EXT_TPH=3',
    'device_capabilities_2.obff_supported': 'PCI_EXP_DEVCAP2_OBFF_MSG=1 PCI_EXP_DEVCAP2_OBFF_WAKE=2',
    'device_control_2.obff_enable':
      'PCI_EXP_DEVCTL2_OBFF_MSGA_EN=1 PCI_EXP_DEVCTL2_OBFF_MSGB_EN=2 PCI_EXP_DEVCTL2_OBFF_WAKE_EN=3',
    'link_capabilities_2.supported_link_speeds_vector':
      'PCI_EXP_LNKCAP2_SLS_2_5GB=1 PCI_EXP_LNKCAP2_SLS_5_0GB=2 PCI_EXP_LNKCAP2_SLS_8_0GB=4 ' +
      'PCI_EXP_LNKCAP2_SLS_16_0GB=8 PCI_EXP_LNKCAP2_SLS_32_0GB=16 PCI_EXP_LNKCAP2_SLS_64_0GB=32',
    'link_control_2.target_link_speed':
      'PCI_EXP_LNKCTL2_TLS_2_5GT=1 PCI_EXP_LNKCTL2_TLS_5_0GT=2 PCI_EXP_LNKCTL2_TLS_8_0GT=3 ' +
      'PCI_EXP_LNKCTL2_TLS_16_0GT=4 PCI_EXP_LNKCTL2_TLS_32_0GT=5 PCI_EXP_LNKCTL2_TLS_64_0GT=6',
  },
  registers: {
    capabilities: register(
      0x02,
      16,
      'PCI Express Capabilities',
      {
        version: bits(3, 0, 'Capability Version', 'RO', { linux: 'PCI_EXP_FLAGS_VERS', vf: own }),
        device_port_type: bits(7, 4, 'Device/Port Type', 'RO', {
          values: {
            0: 'Endpoint',
            1: 'Legacy Endpoint',
            4: 'Root Port',
            5: 'Switch Upstream Port',
            6: 'Switch Downstream Port',
            7: 'PCI Express to PCI/PCI-X bridge',
            8: 'PCI/PCI-X to PCI Express bridge',
            9: 'Root Complex Integrated Endpoint',
            10: 'Root Complex Event Collector',
            rest: 'reserved',
          },
          linux: 'PCI_EXP_FLAGS_TYPE',
          vf: vf(
            'independent',
            null,
            'An Endpoint or Root Complex Integrated Endpoint in a VF, never a port.',
          ),
        }),
        slot_implemented: bit(8, 'Slot Implemented', 'HwInit', { linux: 'PCI_EXP_FLAGS_SLOT', vf: portOnly }),
        interrupt_message_number: bits(13, 9, 'Interrupt Message Number', 'RO', {
          linux: 'PCI_EXP_FLAGS_IRQ',
          vf: vf('independent', null, "Refers to the VF's own MSI or MSI-X."),
        }),
        tcs_routing_supported: bit(14, 'TCS Routing Supported', 'RO', {
          note: 'Defined in old editions only.',
        }),
        flit_mode_supported: bit(15, 'Flit Mode Supported', 'HwInit', {
          vf: noText,
          linux: 'PCI_EXP_FLAGS_FLIT',
        }),
      },
      { linux: 'PCI_EXP_FLAGS', spec: 'PCIe 6.0 §7.5.3.2' },
    ),
    device_capabilities: register(
      0x04,
      32,
      'Device Capabilities',
      {
        max_payload_size_supported: bits(2, 0, 'Max_Payload_Size Supported', 'RO', {
          ...payload,
          linux: 'PCI_EXP_DEVCAP_PAYLOAD',
          vf: vf(
            'independent',
            null,
            "May differ between the Functions of a device; what a VF sends and takes is limited by the PF's Max_Payload_Size all the same.",
          ),
        }),
        phantom_functions_supported: bits(4, 3, 'Phantom Functions Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP_PHANTOM',
          vf: vf('hardwired-zero', null, 'Always 0 in a VF, and in a PF while VF Enable is set.'),
        }),
        extended_tag_field_supported: bit(5, 'Extended Tag Field Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP_EXT_TAG',
          vf: noText,
        }),
        endpoint_l0s_acceptable_latency: bits(8, 6, 'Endpoint L0s Acceptable Latency', 'RO', {
          values: {
            0: 'at most 64 ns',
            1: 'at most 128 ns',
            2: 'at most 256 ns',
            3: 'at most 512 ns',
            4: 'at most 1 us',
            5: 'at most 2 us',
            6: 'at most 4 us',
            7: 'no limit',
          },
          linux: 'PCI_EXP_DEVCAP_L0S',
          vf: noText,
        }),
        endpoint_l1_acceptable_latency: bits(11, 9, 'Endpoint L1 Acceptable Latency', 'RO', {
          values: {
            0: 'at most 1 us',
            1: 'at most 2 us',
            2: 'at most 4 us',
            3: 'at most 8 us',
            4: 'at most 16 us',
            5: 'at most 32 us',
            6: 'at most 64 us',
            7: 'no limit',
          },
          linux: 'PCI_EXP_DEVCAP_L1',
          vf: noText,
        }),
        attention_button_present: bit(12, 'Attention Button Present', 'RO', {
          linux: 'PCI_EXP_DEVCAP_ATN_BUT',
          note: 'PCIe 1.0a only; undefined since.',
        }),
        attention_indicator_present: bit(13, 'Attention Indicator Present', 'RO', {
          linux: 'PCI_EXP_DEVCAP_ATN_IND',
          note: 'PCIe 1.0a only; undefined since.',
        }),
        power_indicator_present: bit(14, 'Power Indicator Present', 'RO', {
          linux: 'PCI_EXP_DEVCAP_PWR_IND',
          note: 'PCIe 1.0a only; undefined since.',
        }),
        role_based_error_reporting: bit(15, 'Role-Based Error Reporting', 'RO', {
          linux: 'PCI_EXP_DEVCAP_RBER',
          vf: vf('hardwired', null, '1 in every Function since PCIe 1.1.'),
        }),
        err_cor_subclass_capable: bit(16, 'ERR_COR Subclass Capable', 'RO', { vf: noText }),
        rx_mps_fixed: bit(17, 'Rx_MPS_Fixed', 'HwInit', { vf: noText }),
        captured_slot_power_limit_value: bits(25, 18, 'Captured Slot Power Limit Value', 'RO', {
          unit: slotPower('device_capabilities.captured_slot_power_limit_scale'),
          linux: 'PCI_EXP_DEVCAP_PWR_VAL',
          note: scaledPower,
          vf: vf('reserved', null, "Undefined in a VF; look at the PF's."),
        }),
        captured_slot_power_limit_scale: bits(27, 26, 'Captured Slot Power Limit Scale', 'RO', {
          values: { 0: '× 1 W', 1: '× 0.1 W', 2: '× 0.01 W', 3: '× 0.001 W' },
          linux: 'PCI_EXP_DEVCAP_PWR_SCL',
          vf: vf('reserved', null, "Undefined in a VF; look at the PF's."),
        }),
        function_level_reset_capability: bit(28, 'Function Level Reset Capability', 'RO', {
          linux: 'PCI_EXP_DEVCAP_FLR',
          vf: vf('hardwired', null, '1 in every PF and VF; the 82599 VF reads 0 and can do it all the same.'),
        }),
        mixed_mps_supported: bit(29, 'Mixed_MPS_Supported', 'HwInit', { vf: samePf }),
        tee_io_supported: bit(30, 'TEE-IO Supported', 'HwInit', {
          linux: 'PCI_EXP_DEVCAP_TEE',
          vf: vf('independent', null, 'A VF may be what a trusted guest is given, so it has its own.'),
        }),
      },
      { linux: 'PCI_EXP_DEVCAP', spec: 'PCIe 6.0 §7.5.3.3' },
    ),
    device_control: register(
      0x08,
      16,
      'Device Control',
      {
        correctable_error_reporting_enable: bit(0, 'Correctable Error Reporting Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL_CERE',
          vf: errorEnable,
        }),
        non_fatal_error_reporting_enable: bit(1, 'Non-Fatal Error Reporting Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL_NFERE',
          vf: errorEnable,
        }),
        fatal_error_reporting_enable: bit(2, 'Fatal Error Reporting Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL_FERE',
          vf: errorEnable,
        }),
        unsupported_request_reporting_enable: bit(3, 'Unsupported Request Reporting Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL_URRE',
          vf: errorEnable,
        }),
        enable_relaxed_ordering: bit(4, 'Enable Relaxed Ordering', 'RW', {
          reset: 1,
          linux: 'PCI_EXP_DEVCTL_RELAX_EN',
          vf: pf(2, "The PF's setting applies: a guest that clears it to get strict order is not obeyed.", {
            linux: {
              text: 'pci_configure_relaxed_ordering() leaves VFs alone.',
              read: probe,
            },
            vfio: passedOn,
          }),
        }),
        max_payload_size: bits(7, 5, 'Max_Payload_Size', 'RW', {
          reset: 0,
          ...payload,
          linux: 'PCI_EXP_DEVCTL_PAYLOAD',
          vf: vf(
            'pf-value-applies',
            2,
            "Reads 0 in a VF, which is not 128 bytes: in an ARI Device the setting of Function 0 applies, in others the PF's.",
            {
              from: 'ari-function-0',
              spec: 'r6/7 2.2.2',
              software: {
                linux: { text: 'pci_configure_mps() leaves VFs alone.', read: probe },
                vfio: {
                  text: 'Keeps what the guest writes and shows it back; the device is not written.',
                  read: `${vfioConfig}, init_pci_cap_exp_perm()`,
                },
              },
            },
          ),
        }),
        extended_tag_field_enable: bit(8, 'Extended Tag Field Enable', 'RW', {
          linux: 'PCI_EXP_DEVCTL_EXT_TAG',
          vf: pf(2, "The PF's setting applies.", {
            linux: { text: 'pci_configure_extended_tags() leaves VFs alone.', read: probe },
            vfio: passedOn,
          }),
        }),
        phantom_functions_enable: bit(9, 'Phantom Functions Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL_PHANTOM',
          vf: pf(2, "The PF's setting applies.", {
            vfio: {
              text: 'Drops the write: phantom Functions could confuse the IOMMU.',
              read: `${vfioConfig}, init_pci_cap_exp_perm()`,
            },
          }),
        }),
        aux_power_pm_enable: bit(10, 'Aux Power PM Enable', 'RWS', {
          linux: 'PCI_EXP_DEVCTL_AUX_PME',
          vf: pf(2, "The PF's setting applies."),
        }),
        enable_no_snoop: bit(11, 'Enable No Snoop', 'RW', {
          reset: 1,
          linux: 'PCI_EXP_DEVCTL_NOSNOOP_EN',
          vf: pf(
            1,
            "The PF's setting applies: a VF cannot be told apart, but an IOMMU can force snooping for one.",
            {
              linux: {
                text: 'The IOMMU drivers force snooping for a domain where they can (enforce_cache_coherency).',
                read: 'Linux 6.12 drivers/iommu/intel/iommu.c, intel_iommu_enforce_cache_coherency()',
              },
              vfio: {
                text: "Asks for enforced coherency for its domains; vfio_file_enforced_coherent() tells others whether it is. The guest's bit is passed on to the VF, which ignores it.",
                read: 'Linux 6.12 drivers/vfio/vfio_iommu_type1.c; drivers/iommu/iommufd/device.c; drivers/vfio/vfio_main.c',
              },
            },
          ),
        }),
        max_read_request_size: bits(14, 12, 'Max_Read_Request_Size', 'RW', {
          reset: 2,
          ...payload,
          linux: 'PCI_EXP_DEVCTL_READRQ',
          vf: pf(2, "Reads 0 in a VF, which is not 128 bytes: the PF's setting applies.", {
            linux: { text: 'pci_configure_mps() leaves VFs alone.', read: probe },
            vfio: {
              text: 'Keeps what the guest writes, and sets it in the VF too, but never below the Max_Payload_Size that the VF reads; a VF ignores it.',
              read: `${vfioConfig}, vfio_exp_config_write()`,
            },
          }),
        }),
        bridge_retry_or_flr: bit(
          15,
          'Bridge Configuration Retry Enable / Initiate Function Level Reset',
          'RW',
          {
            reset: 0,
            linux: 'PCI_EXP_DEVCTL_BCR_FLR',
            vf: vf(
              'independent',
              null,
              'Resets this VF alone. A reset of the PF clears VF Enable, and its VFs are gone.',
              {
                software: {
                  vfio: {
                    text: 'Catches the write, resets the Function (pci_try_reset_function) where it has Function Level Reset, and shows 0.',
                    read: `${vfioConfig}, vfio_exp_config_write()`,
                  },
                },
                vmm: {
                  action: 'virtual',
                  value: 0,
                  why: 'catch the write, reset this VF with all that the host keeps of it, and show 0',
                },
              },
            ),
          },
        ),
      },
      { linux: 'PCI_EXP_DEVCTL', spec: 'PCIe 6.0 §7.5.3.4' },
    ),
    device_status: register(
      0x0a,
      16,
      'Device Status',
      {
        correctable_error_detected: bit(0, 'Correctable Error Detected', 'RW1C', {
          reset: 0,
          linux: 'PCI_EXP_DEVSTA_CED',
          vf: own,
        }),
        non_fatal_error_detected: bit(1, 'Non-Fatal Error Detected', 'RW1C', {
          reset: 0,
          linux: 'PCI_EXP_DEVSTA_NFED',
          vf: own,
        }),
        fatal_error_detected: bit(2, 'Fatal Error Detected', 'RW1C', {
          reset: 0,
          linux: 'PCI_EXP_DEVSTA_FED',
          vf: own,
        }),
        unsupported_request_detected: bit(3, 'Unsupported Request Detected', 'RW1C', {
          reset: 0,
          linux: 'PCI_EXP_DEVSTA_URD',
          vf: own,
        }),
        aux_power_detected: bit(4, 'AUX Power Detected', 'RO', {
          linux: 'PCI_EXP_DEVSTA_AUXPD',
          vf: vf('hardwired-zero'),
        }),
        transactions_pending: bit(5, 'Transactions Pending', 'RO', {
          linux: 'PCI_EXP_DEVSTA_TRPND',
          vf: own,
        }),
        emergency_power_reduction_detected: bit(6, 'Emergency Power Reduction Detected', 'RW1C', {
          reset: 0,
          vf: vf('hardwired-zero', null, "Always 0 in a VF; look at the PF's."),
        }),
      },
      { linux: 'PCI_EXP_DEVSTA', spec: 'PCIe 6.0 §7.5.3.5' },
    ),
    link_capabilities: register(
      0x0c,
      32,
      'Link Capabilities',
      {
        max_link_speed: bits(3, 0, 'Max Link Speed', 'RO', {
          values: linkSpeeds,
          linux: 'PCI_EXP_LNKCAP_SLS',
          vf: sameLink,
        }),
        maximum_link_width: bits(9, 4, 'Maximum Link Width', 'RO', {
          values: linkWidths,
          linux: 'PCI_EXP_LNKCAP_MLW',
          vf: sameLink,
        }),
        aspm_support: bits(11, 10, 'ASPM Support', 'RO', {
          values: { 0: 'none', 1: 'L0s', 2: 'L1', 3: 'L0s and L1' },
          linux: 'PCI_EXP_LNKCAP_ASPMS',
          vf: sameLink,
        }),
        l0s_exit_latency: bits(14, 12, 'L0s Exit Latency', 'RO', {
          values: {
            0: 'under 64 ns',
            1: '64 to 128 ns',
            2: '128 to 256 ns',
            3: '256 to 512 ns',
            4: '512 ns to 1 us',
            5: '1 to 2 us',
            6: '2 to 4 us',
            7: 'over 4 us',
          },
          linux: 'PCI_EXP_LNKCAP_L0SEL',
          vf: sameLink,
        }),
        l1_exit_latency: bits(17, 15, 'L1 Exit Latency', 'RO', {
          values: {
            0: 'under 1 us',
            1: '1 to 2 us',
            2: '2 to 4 us',
            3: '4 to 8 us',
            4: '8 to 16 us',
            5: '16 to 32 us',
            6: '32 to 64 us',
            7: 'over 64 us',
          },
          linux: 'PCI_EXP_LNKCAP_L1EL',
          vf: sameLink,
        }),
        clock_power_management: bit(18, 'Clock Power Management', 'RO', {
          linux: 'PCI_EXP_LNKCAP_CLKPM',
          vf: sameLink,
        }),
        surprise_down_error_reporting_capable: bit(19, 'Surprise Down Error Reporting Capable', 'RO', {
          linux: 'PCI_EXP_LNKCAP_SDERC',
          vf: portOnly,
        }),
        data_link_layer_link_active_reporting_capable: bit(
          20,
          'Data Link Layer Link Active Reporting Capable',
          'HwInit',
          {
            linux: 'PCI_EXP_LNKCAP_DLLLARC',
            vf: portOnly,
          },
        ),
        link_bandwidth_notification_capability: bit(21, 'Link Bandwidth Notification Capability', 'RO', {
          linux: 'PCI_EXP_LNKCAP_LBNC',
          vf: portOnly,
        }),
        aspm_optionality_compliance: bit(22, 'ASPM Optionality Compliance', 'HwInit', { vf: sameLink }),
        port_number: bits(31, 24, 'Port Number', 'HwInit', { linux: 'PCI_EXP_LNKCAP_PN', vf: sameLink }),
      },
      { when: hasLink, linux: 'PCI_EXP_LNKCAP', spec: 'PCIe 6.0 §7.5.3.6' },
    ),
    link_control: register(
      0x10,
      16,
      'Link Control',
      {
        aspm_control: bits(1, 0, 'ASPM Control', 'RW', {
          reset: 0,
          values: { 0: 'off', 1: 'L0s', 2: 'L1', 3: 'L0s and L1' },
          linux: 'PCI_EXP_LNKCTL_ASPMC',
          vf: aspm,
        }),
        ptm_propagation_delay_adaptation_interpretation_b: bit(
          2,
          'PTM Propagation Delay Adaptation Interpretation B',
          'RW',
          { vf: vf('reserved', null, 'Only in the Function that has PTM.') },
        ),
        read_completion_boundary: bit(3, 'Read Completion Boundary', 'RW', {
          values: { 0: '64 bytes', 1: '128 bytes' },
          linux: 'PCI_EXP_LNKCTL_RCB',
          vf: linkControl,
        }),
        link_disable: bit(4, 'Link Disable', 'RW', { reset: 0, linux: 'PCI_EXP_LNKCTL_LD', vf: portOnly }),
        retrain_link: bit(5, 'Retrain Link', 'RW', { linux: 'PCI_EXP_LNKCTL_RL', vf: portOnly }),
        common_clock_configuration: bit(6, 'Common Clock Configuration', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_LNKCTL_CCC',
          vf: aspm,
        }),
        extended_synch: bit(7, 'Extended Synch', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_LNKCTL_ES',
          vf: linkControl,
        }),
        enable_clock_power_management: bit(8, 'Enable Clock Power Management', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_LNKCTL_CLKREQ_EN',
          vf: aspm,
        }),
        hardware_autonomous_width_disable: bit(9, 'Hardware Autonomous Width Disable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_LNKCTL_HAWD',
          vf: vf('pf-value-applies', 2, 'Reserved in a VF; only Function 0 of the device has it.', {
            from: 'function-0',
          }),
        }),
        link_bandwidth_management_interrupt_enable: bit(
          10,
          'Link Bandwidth Management Interrupt Enable',
          'RW',
          {
            reset: 0,
            linux: 'PCI_EXP_LNKCTL_LBMIE',
            vf: vf('reserved', null, 'Only in downstream ports.'),
          },
        ),
        link_autonomous_bandwidth_interrupt_enable: bit(
          11,
          'Link Autonomous Bandwidth Interrupt Enable',
          'RW',
          {
            reset: 0,
            linux: 'PCI_EXP_LNKCTL_LABIE',
            vf: vf('reserved', null, 'Only in downstream ports.'),
          },
        ),
        sris_clocking: bit(12, 'SRIS Clocking', 'RW', {
          reset: 0,
          vf: vf('reserved', null, 'Only in downstream ports.'),
        }),
        flit_mode_disable: bit(13, 'Flit Mode Disable', 'RW', {
          vf: vf('hardwired-zero', null, 'In upstream ports only Function 0 may have it.'),
        }),
        drs_signaling_control: bits(15, 14, 'DRS Signaling Control', 'RW', {
          reset: 0,
          values: { 0: 'not reported', 1: 'interrupt', 2: 'DRS to FRS', 3: 'reserved' },
          vf: vf('reserved', null, 'Only in downstream ports.'),
        }),
      },
      { when: hasLink, linux: 'PCI_EXP_LNKCTL', spec: 'PCIe 6.0 §7.5.3.7' },
    ),
    link_status: register(
      0x12,
      16,
      'Link Status',
      {
        current_link_speed: bits(3, 0, 'Current Link Speed', 'RO', {
          values: linkSpeeds,
          linux: 'PCI_EXP_LNKSTA_CLS',
          vf: linkStatus,
        }),
        negotiated_link_width: bits(9, 4, 'Negotiated Link Width', 'RO', {
          values: linkWidths,
          linux: 'PCI_EXP_LNKSTA_NLW',
          vf: linkStatus,
        }),
        training_error: bit(10, 'Training Error', 'RO', { note: 'PCIe 1.0a only; undefined since.' }),
        link_training: bit(11, 'Link Training', 'RO', { linux: 'PCI_EXP_LNKSTA_LT', vf: linkStatus }),
        slot_clock_configuration: bit(12, 'Slot Clock Configuration', 'HwInit', {
          linux: 'PCI_EXP_LNKSTA_SLC',
          vf: linkStatus,
        }),
        data_link_layer_link_active: bit(13, 'Data Link Layer Link Active', 'RO', {
          linux: 'PCI_EXP_LNKSTA_DLLLA',
          vf: linkStatus,
        }),
        link_bandwidth_management_status: bit(14, 'Link Bandwidth Management Status', 'RW1C', {
          reset: 0,
          linux: 'PCI_EXP_LNKSTA_LBMS',
          vf: linkStatus,
        }),
        link_autonomous_bandwidth_status: bit(15, 'Link Autonomous Bandwidth Status', 'RW1C', {
          reset: 0,
          linux: 'PCI_EXP_LNKSTA_LABS',
          vf: linkStatus,
        }),
      },
      { when: hasLink, linux: 'PCI_EXP_LNKSTA', spec: 'PCIe 6.0 §7.5.3.8' },
    ),
    slot_capabilities: register(
      0x14,
      32,
      'Slot Capabilities',
      {
        attention_button_present: bit(0, 'Attention Button Present', 'HwInit', {
          linux: 'PCI_EXP_SLTCAP_ABP',
        }),
        power_controller_present: bit(1, 'Power Controller Present', 'HwInit', {
          linux: 'PCI_EXP_SLTCAP_PCP',
        }),
        mrl_sensor_present: bit(2, 'MRL Sensor Present', 'HwInit', { linux: 'PCI_EXP_SLTCAP_MRLSP' }),
        attention_indicator_present: bit(3, 'Attention Indicator Present', 'HwInit', {
          linux: 'PCI_EXP_SLTCAP_AIP',
        }),
        power_indicator_present: bit(4, 'Power Indicator Present', 'HwInit', { linux: 'PCI_EXP_SLTCAP_PIP' }),
        hot_plug_surprise: bit(5, 'Hot-Plug Surprise', 'HwInit', { linux: 'PCI_EXP_SLTCAP_HPS' }),
        hot_plug_capable: bit(6, 'Hot-Plug Capable', 'HwInit', { linux: 'PCI_EXP_SLTCAP_HPC' }),
        slot_power_limit_value: bits(14, 7, 'Slot Power Limit Value', 'HwInit', {
          unit: slotPower('slot_capabilities.slot_power_limit_scale'),
          linux: 'PCI_EXP_SLTCAP_SPLV',
          note: scaledPower,
        }),
        slot_power_limit_scale: bits(16, 15, 'Slot Power Limit Scale', 'HwInit', {
          values: { 0: '× 1 W', 1: '× 0.1 W', 2: '× 0.01 W', 3: '× 0.001 W' },
          linux: 'PCI_EXP_SLTCAP_SPLS',
        }),
        electromechanical_interlock_present: bit(17, 'Electromechanical Interlock Present', 'HwInit', {
          linux: 'PCI_EXP_SLTCAP_EIP',
        }),
        no_command_completed_support: bit(18, 'No Command Completed Support', 'HwInit', {
          linux: 'PCI_EXP_SLTCAP_NCCS',
        }),
        physical_slot_number: bits(31, 19, 'Physical Slot Number', 'HwInit', { linux: 'PCI_EXP_SLTCAP_PSN' }),
      },
      { when: hasSlot, linux: 'PCI_EXP_SLTCAP', spec: 'PCIe 6.0 §7.5.3.9', vf: portOnly },
    ),
    slot_control: register(
      0x18,
      16,
      'Slot Control',
      {
        attention_button_pressed_enable: bit(0, 'Attention Button Pressed Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_SLTCTL_ABPE',
        }),
        power_fault_detected_enable: bit(1, 'Power Fault Detected Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_SLTCTL_PFDE',
        }),
        mrl_sensor_changed_enable: bit(2, 'MRL Sensor Changed Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_SLTCTL_MRLSCE',
        }),
        presence_detect_changed_enable: bit(3, 'Presence Detect Changed Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_SLTCTL_PDCE',
        }),
        command_completed_interrupt_enable: bit(4, 'Command Completed Interrupt Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_SLTCTL_CCIE',
        }),
        hot_plug_interrupt_enable: bit(5, 'Hot-Plug Interrupt Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_SLTCTL_HPIE',
        }),
        attention_indicator_control: bits(7, 6, 'Attention Indicator Control', 'RW', {
          values: { 0: 'reserved', 1: 'on', 2: 'blink', 3: 'off' },
          linux: 'PCI_EXP_SLTCTL_AIC',
        }),
        power_indicator_control: bits(9, 8, 'Power Indicator Control', 'RW', {
          values: { 0: 'reserved', 1: 'on', 2: 'blink', 3: 'off' },
          linux: 'PCI_EXP_SLTCTL_PIC',
        }),
        power_controller_control: bit(10, 'Power Controller Control', 'RW', {
          values: { 0: 'power on', 1: 'power off' },
          linux: 'PCI_EXP_SLTCTL_PCC',
        }),
        electromechanical_interlock_control: bit(11, 'Electromechanical Interlock Control', 'RW', {
          linux: 'PCI_EXP_SLTCTL_EIC',
        }),
        data_link_layer_state_changed_enable: bit(12, 'Data Link Layer State Changed Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_SLTCTL_DLLSCE',
        }),
        auto_slot_power_limit_disable: bit(13, 'Auto Slot Power Limit Disable', 'RW', {
          linux: 'PCI_EXP_SLTCTL_ASPL_DISABLE',
        }),
        in_band_pd_disable: bit(14, 'In-Band PD Disable', 'RW', { linux: 'PCI_EXP_SLTCTL_IBPD_DISABLE' }),
      },
      { when: hasSlot, linux: 'PCI_EXP_SLTCTL', spec: 'PCIe 6.0 §7.5.3.10', vf: portOnly },
    ),
    slot_status: register(
      0x1a,
      16,
      'Slot Status',
      {
        attention_button_pressed: bit(0, 'Attention Button Pressed', 'RW1C', { linux: 'PCI_EXP_SLTSTA_ABP' }),
        power_fault_detected: bit(1, 'Power Fault Detected', 'RW1C', { linux: 'PCI_EXP_SLTSTA_PFD' }),
        mrl_sensor_changed: bit(2, 'MRL Sensor Changed', 'RW1C', { linux: 'PCI_EXP_SLTSTA_MRLSC' }),
        presence_detect_changed: bit(3, 'Presence Detect Changed', 'RW1C', { linux: 'PCI_EXP_SLTSTA_PDC' }),
        command_completed: bit(4, 'Command Completed', 'RW1C', { linux: 'PCI_EXP_SLTSTA_CC' }),
        mrl_sensor_state: bit(5, 'MRL Sensor State', 'RO', {
          values: { 0: 'closed', 1: 'open' },
          linux: 'PCI_EXP_SLTSTA_MRLSS',
        }),
        presence_detect_state: bit(6, 'Presence Detect State', 'RO', {
          values: { 0: 'slot empty', 1: 'adapter present' },
          linux: 'PCI_EXP_SLTSTA_PDS',
        }),
        electromechanical_interlock_status: bit(7, 'Electromechanical Interlock Status', 'RO', {
          values: { 0: 'disengaged', 1: 'engaged' },
          linux: 'PCI_EXP_SLTSTA_EIS',
        }),
        data_link_layer_state_changed: bit(8, 'Data Link Layer State Changed', 'RW1C', {
          linux: 'PCI_EXP_SLTSTA_DLLSC',
        }),
      },
      { when: hasSlot, linux: 'PCI_EXP_SLTSTA', spec: 'PCIe 6.0 §7.5.3.11', vf: portOnly },
    ),
    root_control: register(
      0x1c,
      16,
      'Root Control',
      {
        system_error_on_correctable_error_enable: bit(0, 'System Error on Correctable Error Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_RTCTL_SECEE',
        }),
        system_error_on_non_fatal_error_enable: bit(1, 'System Error on Non-Fatal Error Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_RTCTL_SENFEE',
        }),
        system_error_on_fatal_error_enable: bit(2, 'System Error on Fatal Error Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_RTCTL_SEFEE',
        }),
        pme_interrupt_enable: bit(3, 'PME Interrupt Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_RTCTL_PMEIE',
        }),
        rrs_software_visibility_enable: bit(4, 'Configuration RRS Software Visibility Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_RTCTL_CRSSVE',
        }),
        no_nfm_subtree_below_this_root_port: bit(5, 'No NFM Subtree Below This Root Port', 'RW', {
          reset: 0,
        }),
      },
      { when: hasRoot, linux: 'PCI_EXP_RTCTL', spec: 'PCIe 6.0 §7.5.3.12', vf: portOnly },
    ),
    root_capabilities: register(
      0x1e,
      16,
      'Root Capabilities',
      {
        rrs_software_visibility: bit(0, 'Configuration RRS Software Visibility', 'RO', {
          linux: 'PCI_EXP_RTCAP_CRSVIS',
        }),
      },
      { when: hasRoot, linux: 'PCI_EXP_RTCAP', spec: 'PCIe 6.0 §7.5.3.13', vf: portOnly },
    ),
    root_status: register(
      0x20,
      32,
      'Root Status',
      {
        pme_requester_id: bits(15, 0, 'PME Requester ID', 'RO', {
          linux: 'PCI_EXP_RTSTA_PME_RQ_ID',
          note: 'Only while PME Status is set.',
          style: 'routing-id',
        }),
        pme_status: bit(16, 'PME Status', 'RW1C', { reset: 0, linux: 'PCI_EXP_RTSTA_PME' }),
        pme_pending: bit(17, 'PME Pending', 'RO', { linux: 'PCI_EXP_RTSTA_PENDING' }),
      },
      { when: hasRoot, linux: 'PCI_EXP_RTSTA', spec: 'PCIe 6.0 §7.5.3.14', vf: portOnly },
    ),
    device_capabilities_2: register(
      0x24,
      32,
      'Device Capabilities 2',
      {
        completion_timeout_ranges_supported: bits(3, 0, 'Completion Timeout Ranges Supported', 'HwInit', {
          style: 'hex',
          members: { 0: '50 us to 10 ms', 1: '10 to 250 ms', 2: '250 ms to 4 s', 3: '4 to 64 s' },
          note: 'Ranges A, B, C and D, from the lowest.',
          vf: samePf,
        }),
        completion_timeout_disable_supported: bit(4, 'Completion Timeout Disable Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP2_COMP_TMOUT_DIS',
          vf: samePf,
        }),
        ari_forwarding_supported: bit(5, 'ARI Forwarding Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP2_ARI',
          vf: portOnly,
        }),
        atomicop_routing_supported: bit(6, 'AtomicOp Routing Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP2_ATOMIC_ROUTE',
          vf: portOnly,
        }),
        atomicop_completer_32bit_supported: bit(7, '32-bit AtomicOp Completer Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP2_ATOMIC_COMP32',
          vf: samePf,
        }),
        atomicop_completer_64bit_supported: bit(8, '64-bit AtomicOp Completer Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP2_ATOMIC_COMP64',
          vf: samePf,
        }),
        cas_completer_128bit_supported: bit(9, '128-bit CAS Completer Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP2_ATOMIC_COMP128',
          vf: samePf,
        }),
        no_ro_enabled_pr_pr_passing: bit(10, 'No RO-enabled PR-PR Passing', 'HwInit', { vf: portOnly }),
        ltr_mechanism_supported: bit(11, 'LTR Mechanism Supported', 'RO', {
          linux: 'PCI_EXP_DEVCAP2_LTR',
          vf: samePf,
        }),
        tph_completer_supported: bits(13, 12, 'TPH Completer Supported', 'RO', {
          values: { 0: 'none', 1: 'TPH', 2: 'reserved', 3: 'TPH and Extended TPH' },
          linux: 'PCI_EXP_DEVCAP2_TPH_COMP_MASK',
          vf: own,
        }),
        ln_system_cls: bits(15, 14, 'LN System CLS', 'HwInit', {
          values: { 0: 'none', 1: '64-byte cachelines', 2: '128-byte cachelines', 3: 'reserved' },
          note: 'Lightweight Notification is deprecated; undefined in new editions.',
        }),
        tag_completer_10bit_supported: bit(16, '10-Bit Tag Completer Supported', 'HwInit', { vf: samePf }),
        tag_requester_10bit_supported: bit(17, '10-Bit Tag Requester Supported', 'HwInit', {
          vf: vf(
            'shared-in-pf',
            null,
            "Equals VF 10-Bit Tag Requester Supported in the PF's SR-IOV Capabilities.",
            {
              value: 'sriov.capabilities.vf_10bit_tag_requester_supported',
            },
          ),
        }),
        obff_supported: bits(19, 18, 'OBFF Supported', 'HwInit', {
          values: { 0: 'no', 1: 'by message', 2: 'by WAKE#', 3: 'by message and WAKE#' },
          linux: 'PCI_EXP_DEVCAP2_OBFF_MASK',
          vf: samePf,
        }),
        extended_fmt_field_supported: bit(20, 'Extended Fmt Field Supported', 'RO', { vf: samePf }),
        end_end_tlp_prefix_supported: bit(21, 'End-End TLP Prefix Supported', 'HwInit', {
          linux: 'PCI_EXP_DEVCAP2_EE_PREFIX',
          vf: samePf,
        }),
        max_end_end_tlp_prefixes: bits(23, 22, 'Max End-End TLP Prefixes', 'HwInit', {
          unit: { label: 'prefixes', special: { 0: '4 prefixes' } },
          linux: 'PCI_EXP_DEVCAP2_EE_PREFIX_MAX',
          note: 'In Flit Mode 1, 2, 3 and 0 stand for OHC-E1, OHC-E2, OHC-E4 and OHC-E4.',
          vf: samePf,
        }),
        emergency_power_reduction_supported: bits(25, 24, 'Emergency Power Reduction Supported', 'HwInit', {
          values: { 0: 'no', 1: 'device specific', 2: 'form factor or device specific', 3: 'reserved' },
          vf: samePf,
        }),
        emergency_power_reduction_initialization_required: bit(
          26,
          'Emergency Power Reduction Initialization Required',
          'HwInit',
          { vf: noText },
        ),
        dmwr_completer_supported: bit(28, 'DMWr Completer Supported', 'HwInit'),
        dmwr_lengths_supported: bits(30, 29, 'DMWr Lengths Supported', 'HwInit', {
          values: { 0: 'up to 64 bytes', 1: 'up to 128 bytes', rest: 'reserved' },
          vf: vf('must-match-pf', null, 'Equal in all Functions of a device.'),
        }),
        frs_supported: bit(31, 'FRS Supported', 'HwInit'),
      },
      { when: version2, linux: 'PCI_EXP_DEVCAP2', spec: 'PCIe 6.0 §7.5.3.15' },
    ),
    device_control_2: register(
      0x28,
      16,
      'Device Control 2',
      {
        completion_timeout_value: bits(3, 0, 'Completion Timeout Value', 'RW', {
          reset: 0,
          values: timeoutValues,
          linux: 'PCI_EXP_DEVCTL2_COMP_TIMEOUT',
          vf: pf(2, "The PF's setting applies: a guest cannot change its timeout."),
        }),
        completion_timeout_disable: bit(4, 'Completion Timeout Disable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL2_COMP_TMOUT_DIS',
          vf: pf(2, "The PF's setting applies."),
        }),
        ari_forwarding_enable: bit(5, 'ARI Forwarding Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL2_ARI',
          vf: vf('reserved', null, 'Only in ports.'),
        }),
        atomicop_requester_enable: bit(6, 'AtomicOp Requester Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL2_ATOMIC_REQ',
          vf: pf(2, "The PF's setting applies, and only its driver can set it.", {
            linux: {
              text: 'pci_enable_atomic_ops_to_root() refuses a VF.',
              read: 'Linux 6.12 drivers/pci/pci.c',
            },
            vfio: passedOn,
          }),
        }),
        atomicop_egress_blocking: bit(7, 'AtomicOp Egress Blocking', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL2_ATOMIC_EGRESS_BLOCK',
          vf: vf('reserved', null, 'Only in ports.'),
        }),
        ido_request_enable: bit(8, 'IDO Request Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL2_IDO_REQ_EN',
          vf: pf(2, "The PF's setting applies."),
        }),
        ido_completion_enable: bit(9, 'IDO Completion Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL2_IDO_CMP_EN',
          vf: pf(2, "The PF's setting applies."),
        }),
        ltr_mechanism_enable: bit(10, 'LTR Mechanism Enable', 'RW', {
          reset: 0,
          linux: 'PCI_EXP_DEVCTL2_LTR_EN',
          vf: vf('pf-value-applies', 2, 'Only Function 0 of the device has it.', {
            from: 'function-0',
            software: { vfio: passedOn },
          }),
        }),
        emergency_power_reduction_request: bit(11, 'Emergency Power Reduction Request', 'RW', {
          reset: 0,
          vf: vf(
            'pf-value-applies',
            2,
            'Only the lowest Function of the device that is not a VF and can reduce power has it; reserved in VFs.',
            {
              from: 'function-with',
              having: { 'pcie.device_capabilities_2.emergency_power_reduction_supported': [1, 2, 3] },
              software: { vfio: passedOn },
            },
          ),
        }),
        tag_requester_10bit_enable: bit(12, '10-Bit Tag Requester Enable', 'RW', {
          reset: 0,
          vf: vf(
            'shared-in-pf',
            2,
            "VF 10-Bit Tag Requester Enable in the PF's SR-IOV Control applies to all its VFs.",
            {
              value: 'sriov.control.vf_10bit_tag_requester_enable',
            },
          ),
        }),
        obff_enable: bits(14, 13, 'OBFF Enable', 'RW', {
          reset: 0,
          values: { 0: 'off', 1: 'message A', 2: 'message B', 3: 'WAKE#' },
          vf: vf('pf-value-applies', 2, 'Only Function 0 of the device has it.', {
            from: 'function-0',
            software: { vfio: passedOn },
          }),
        }),
        end_end_tlp_prefix_blocking: bit(15, 'End-End TLP Prefix Blocking', 'RW', {
          vf: vf('reserved', null, 'Only in ports.'),
        }),
      },
      { when: version2, linux: 'PCI_EXP_DEVCTL2', spec: 'PCIe 6.0 §7.5.3.16' },
    ),
    device_status_2: whole(0x2a, 16, 'Device Status 2', 'RsvdZ', {
      style: 'hex',
      when: version2,
      linux: 'PCI_EXP_DEVSTA2',
      spec: 'PCIe 6.0 §7.5.3.17',
      vf: vf('reserved', null, 'No fields.'),
    }),
    link_capabilities_2: register(
      0x2c,
      32,
      'Link Capabilities 2',
      {
        supported_link_speeds_vector: bits(7, 1, 'Supported Link Speeds Vector', 'HwInit', {
          ...speedVector,
          linux: 'PCI_EXP_LNKCAP2_SLS',
          vf: sameLink,
        }),
        crosslink_supported: bit(8, 'Crosslink Supported', 'RO', {
          linux: 'PCI_EXP_LNKCAP2_CROSSLINK',
          vf: sameLink,
        }),
        lower_skp_os_generation_supported_speeds_vector: bits(
          15,
          9,
          'Lower SKP OS Generation Supported Speeds Vector',
          'HwInit',
          { ...speedVector, vf: sameLink },
        ),
        lower_skp_os_reception_supported_speeds_vector: bits(
          22,
          16,
          'Lower SKP OS Reception Supported Speeds Vector',
          'HwInit',
          { ...speedVector, vf: sameLink },
        ),
        retimer_presence_detect_supported: bit(23, 'Retimer Presence Detect Supported', 'HwInit', {
          vf: sameLink,
        }),
        two_retimers_presence_detect_supported: bit(24, 'Two Retimers Presence Detect Supported', 'HwInit', {
          vf: sameLink,
        }),
        drs_supported: bit(31, 'DRS Supported', 'HwInit', {
          vf: vf(
            'hardwired-zero',
            null,
            'In an Upstream Port only Function 0 has it: 0 in other Functions, VFs too.',
            { from: 'function-0' },
          ),
        }),
      },
      { when: { ...version2, ...hasLink }, linux: 'PCI_EXP_LNKCAP2', spec: 'PCIe 6.0 §7.5.3.18' },
    ),
    link_control_2: register(
      0x30,
      16,
      'Link Control 2',
      {
        target_link_speed: bits(3, 0, 'Target Link Speed', 'RWS', {
          values: linkSpeeds,
          linux: 'PCI_EXP_LNKCTL2_TLS',
        }),
        enter_compliance: bit(4, 'Enter Compliance', 'RWS', {
          reset: 0,
          linux: 'PCI_EXP_LNKCTL2_ENTER_COMP',
        }),
        hardware_autonomous_speed_disable: bit(5, 'Hardware Autonomous Speed Disable', 'RWS', {
          reset: 0,
          linux: 'PCI_EXP_LNKCTL2_HASD',
        }),
        selectable_de_emphasis: bit(6, 'Selectable De-emphasis', 'HwInit', {
          values: { 0: '-6 dB', 1: '-3.5 dB' },
        }),
        transmit_margin: bits(9, 7, 'Transmit Margin', 'RWS', {
          reset: 0,
          values: { 0: 'normal operating range', rest: 'margined' },
          linux: 'PCI_EXP_LNKCTL2_TX_MARGIN',
        }),
        enter_modified_compliance: bit(10, 'Enter Modified Compliance', 'RWS', { reset: 0 }),
        compliance_sos: bit(11, 'Compliance SOS', 'RWS', { reset: 0 }),
        compliance_preset_de_emphasis: bits(15, 12, 'Compliance Preset/De-emphasis', 'RWS', {
          reset: 0,
          note: 'At 5 GT/s 0 is -6 dB and 1 is -3.5 dB; at 8 GT/s and up a transmitter preset.',
        }),
      },
      {
        when: { ...version2, ...hasLink },
        linux: 'PCI_EXP_LNKCTL2',
        spec: 'PCIe 6.0 §7.5.3.19',
        vf: vf('hardwired-zero', 2, 'Always 0 in a VF: Function 0 controls the link.', {
          from: 'function-0',
          software: linkInGuest,
        }),
      },
    ),
    link_status_2: register(
      0x32,
      16,
      'Link Status 2',
      {
        current_de_emphasis_level: bit(0, 'Current De-emphasis Level', 'RO', {
          values: { 0: '-6 dB', 1: '-3.5 dB' },
          note: 'Undefined at other speeds than 5 GT/s.',
          vf: pf(null, "Reserved in a VF: the PF's value counts."),
        }),
        equalization_complete: bit(1, 'Equalization 8.0 GT/s Complete', 'ROS', { vf: zeroStatus2() }),
        equalization_phase_1_successful: bit(2, 'Equalization 8.0 GT/s Phase 1 Successful', 'ROS', {
          vf: zeroStatus2(),
        }),
        equalization_phase_2_successful: bit(3, 'Equalization 8.0 GT/s Phase 2 Successful', 'ROS', {
          vf: zeroStatus2(),
        }),
        equalization_phase_3_successful: bit(4, 'Equalization 8.0 GT/s Phase 3 Successful', 'ROS', {
          vf: zeroStatus2(),
        }),
        link_equalization_request: bit(5, 'Link Equalization Request 8.0 GT/s', 'RW1CS', {
          reset: 0,
          vf: zeroStatus2(),
        }),
        retimer_presence_detected: bit(6, 'Retimer Presence Detected', 'ROS', { vf: zeroStatus2() }),
        two_retimers_presence_detected: bit(7, 'Two Retimers Presence Detected', 'ROS', {
          vf: zeroStatus2(),
        }),
        crosslink_resolution: bits(9, 8, 'Crosslink Resolution', 'RO', {
          values: { 0: 'not supported', 1: 'upstream port', 2: 'downstream port', 3: 'not complete' },
          vf: noText,
        }),
        flit_mode_status: bit(10, 'Flit Mode Status', 'RO', {
          linux: 'PCI_EXP_LNKSTA2_FLIT',
          vf: noText,
        }),
        downstream_component_presence: bits(14, 12, 'Downstream Component Presence', 'RO', {
          values: {
            0: 'link down, presence not determined',
            1: 'link down, not present',
            2: 'link down, present',
            3: 'link down, Flit Mode negotiated',
            4: 'link up, present',
            5: 'link up, present, DRS received',
            rest: 'reserved',
          },
          when: { 'capabilities.device_port_type': [4, 6, 8] },
          vf: zeroStatus2(),
        }),
        drs_message_received: bit(15, 'DRS Message Received', 'RW1C', { reset: 0, vf: zeroStatus2() }),
      },
      { when: { ...version2, ...hasLink }, linux: 'PCI_EXP_LNKSTA2', spec: 'PCIe 6.0 §7.5.3.20' },
    ),
    slot_capabilities_2: register(
      0x34,
      32,
      'Slot Capabilities 2',
      {
        in_band_pd_disable_supported: bit(0, 'In-Band PD Disable Supported', 'HwInit', {
          linux: 'PCI_EXP_SLTCAP2_IBPD',
        }),
      },
      {
        when: { ...version2, ...hasSlot },
        linux: 'PCI_EXP_SLTCAP2',
        spec: 'PCIe 6.0 §7.5.3.21',
        vf: portOnly,
      },
    ),
    slot_control_2: whole(0x38, 16, 'Slot Control 2', 'RsvdP', {
      style: 'hex',
      when: { ...version2, ...hasSlot },
      linux: 'PCI_EXP_SLTCTL2',
      spec: 'PCIe 6.0 §7.5.3.22',
      note: 'No fields yet.',
      vf: portOnly,
    }),
    slot_status_2: whole(0x3a, 16, 'Slot Status 2', 'RsvdZ', {
      style: 'hex',
      when: { ...version2, ...hasSlot },
      linux: 'PCI_EXP_SLTSTA2',
      spec: 'PCIe 6.0 §7.5.3.23',
      note: 'No fields yet.',
      vf: portOnly,
    }),
  },
}));

function zeroStatus2() {
  return vf('hardwired-zero', null, '0 in a VF; what belongs to the link is in Function 0 of the device.');
}
