import { defineTopologyRule } from '../../define.ts';

const keepsRelations = (links: ReadonlyMap<string, string> | undefined): boolean =>
  links !== undefined && [...links.keys()].some((name) => name === 'physfn' || name.startsWith('virtfn'));

export default defineTopologyRule({
  meta: {
    id: 'sysfs/virtfn-count',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'There are as many virtfn links as sriov_numvfs says, from virtfn0 on',
    why: 'A link was lost in a copy, or the tree was edited.',
    fix: 'Copy the tree with all its links.',
    exceptions:
      'A VF that was removed by hand loses its link. A copy without a single virtfn or physfn link is one that keeps none, as those of umockdev and node_exporter.',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: [],
    messages: {
      count: 'sriov_numvfs is {{stated}}, but the number of virtfn links is {{links}}',
      index: 'there is no virtfn{{n}}: the links ({{links}}) should count from 0 to {{last}}',
    },
  },
  check({ snapshot }, _reports, report) {
    if (!snapshot.functions.some(({ surroundings }) => keepsRelations(surroundings.links))) return;
    for (const fn of snapshot.functions) {
      const stated = fn.attribute('sriov_numvfs');
      if (stated === undefined || !fn.surroundings.links) continue;
      const names = [...fn.surroundings.links.keys()].filter((name) => /^virtfn\d+$/.test(name));
      const links = names.length;
      const n = names.findIndex((_name, index) => !names.includes(`virtfn${index}`));
      if (links !== Number(stated)) report(fn, 'count', { attribute: 'sriov_numvfs' }, { stated, links });
      else if (n >= 0) report(fn, 'index', { attribute: 'sriov_numvfs' }, { n, links, last: links - 1 });
    }
  },
  examples: {
    good: [
      { attributes: { sriov_numvfs: '1' }, links: { virtfn0: '0000:00:00.1' }, fields: {} },
      { attributes: { sriov_numvfs: '4' }, links: { driver: 'igb' }, fields: {} },
    ],
    bad: [
      { attributes: { sriov_numvfs: '2' }, links: { virtfn0: '0000:00:00.1' }, fields: {} },
      { attributes: { sriov_numvfs: '1' }, links: { virtfn1: '0000:00:00.1' }, fields: {} },
    ],
  },
});
