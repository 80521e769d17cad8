import agp from './agp.ts';
import cxl from './cxl.ts';
import errors from './errors.ts';
import functions from './functions.ts';
import header from './header.ts';
import hypertransport from './hypertransport.ts';
import type { Table } from './language.ts';
import linkPower from './link-power.ts';
import links from './links.ts';
import pcie from './pcie.ts';
import pcix from './pcix.ts';
import powerAndInterrupts from './power-and-interrupts.ts';
import standard from './standard.ts';
import vendor from './vendor.ts';

/** The tables by what is in them. Those of a file are made when one of its names is first looked up. */
const files: readonly (readonly [names: RegExp, tables: readonly (() => Table)[]])[] = [
  [/^header$/, header],
  [/^pcie$/, pcie],
  [/^(?:pm|msix?|af)$/, powerAndInterrupts],
  [/^(?:sriov|ari|acs|ats|pri|pasid|dsn|(?:vf_)?resizable_bar|multicast)$/, functions],
  [/^(?:aer|dpc|rcec)$/, errors],
  [/^(?:ltr|l1_pm_substates|ptm)$/, linkPower],
  [/^(?:vc9?|secondary_pcie|rc_link_declaration)$/, links],
  [/^(?:vsec\w*|dvsec|tph|doe)$/, vendor],
  [/^(?:ea|virtio|slot_id|debug_port|bridge_subsystem|sata|vendor_specific)$/, standard],
  [/^cxl_/, cxl],
  [/^pcix/, pcix],
  [/^hypertransport/, hypertransport],
  [/^agp$/, agp],
];

const made = new Map<() => Table, Table>();
const found = new Map<string, Table | undefined>();

function tableFrom(make: () => Table): Table {
  const table = made.get(make) ?? make();
  made.set(make, table);
  return table;
}

/** What lspci prints of a capability, by its path name, or of the `header`; undefined where it prints a name only. */
export function tableOf(name: string): Table | undefined {
  if (found.has(name)) return found.get(name);
  const file = files.find(([names]) => names.test(name));
  const table = file?.[1].map(tableFrom).find(({ capabilities }) => capabilities.includes(name));
  found.set(name, table);
  return table;
}

/** Every table. */
export const allTables = (): readonly Table[] => files.flatMap(([, tables]) => tables.map(tableFrom));
