import type { FunctionView } from '../../../decode/view.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, firstSibling, vfIds } from '../../vf.ts';

const functions = (...second: string[]) => ({
  functions: [
    { fields: enabledVfs(2) },
    { address: '00:00.1', fields: vfIds, options: { capabilities: ['pcie', 'msix', 'ari'] } },
    { address: '00:00.2', fields: vfIds, options: { capabilities: second } },
  ],
});

const places = (view: FunctionView): Map<number, string> =>
  new Map(view.capabilities.map(({ entry, name }) => [entry.offset, name]));

export default defineRule({
  meta: {
    id: 'vf/caps-differ-between-vfs',
    severity: 'warning',
    profile: 'strict',
    about: 'edit',
    title: 'The VFs of a PF have the same capabilities at the same offsets',
    why: 'VFs of one PF differ in state, not in layout: one of these dumps is stale or edited.',
    fix: 'Capture all VFs in one run.',
    exceptions: 'Their contents may differ, as the MSI-X table size of mlx5 does (sriov_vf_msix_count).',
    spec: 'PCIe 6.0 §9.3',
    reads: [],
    needs: 4096,
    messages: {
      differs: 'at {{offset}} there is {{mine}}, but {{theirs}} in {{first}}, a VF of the same PF',
    },
  },
  check(subject, report) {
    const first = firstSibling(subject);
    if (!first?.config.has(0, 4096)) return;
    const mine = places(subject.view);
    const theirs = places(first);
    const offsets = [...new Set([...mine.keys(), ...theirs.keys()])].sort((a, b) => a - b);
    const offset = offsets.find((candidate) => mine.get(candidate) !== theirs.get(candidate));
    if (offset === undefined) return;
    const related = [{ message: 'the first VF', fn: first.fn, offset }];
    const values = {
      offset: hex(offset, 2),
      mine: mine.get(offset) ?? 'nothing',
      theirs: theirs.get(offset) ?? 'nothing',
      first: first.fn.address,
    };
    report('differs', { offset, related }, values);
  },
  examples: { good: [functions('pcie', 'msix', 'ari')], bad: [functions('pcie', 'msix')] },
});
