import { useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { AddressMap } from './address-map.tsx';
import { Differences } from './differences.tsx';
import { FindingsView } from './findings-view.tsx';
import { FunctionPane } from './function/pane.tsx';
import { GroupsView } from './groups-view.tsx';
import { Headline } from './headline.tsx';
import { OpenScreen } from './open/open-screen.tsx';
import { Progress } from './open/progress.tsx';
import { useDrops } from './open/use-drops.ts';
import { type ViewName, view } from './place.ts';
import { usePrinting } from './print.tsx';
import { Routing } from './routing.tsx';
import { isPhone } from './screen.ts';
import { current, opened, reading, showsTree } from './state.ts';
import { TopBar } from './top/top-bar.tsx';
import { Views } from './top/views.tsx';
import { FilterBar } from './tree/filter-bar.tsx';
import { Tree } from './tree/tree.tsx';

const content: Readonly<Record<ViewName, () => VNode | null>> = {
  function: () => <FunctionPane />,
  routing: () => <Routing />,
  addresses: () => <AddressMap />,
  groups: () => <GroupsView />,
  findings: () => <FindingsView />,
  differences: () => <Differences />,
};

/** The whole page: the machine on the left, what was chosen on the right. */
export function App(): VNode {
  useDrops();
  usePrinting();
  useSignalEffect(() => {
    const name = current.value?.name;
    document.title = name === undefined ? 'lsvf' : `${name} · lsvf`;
  });
  if (opened.value.length === 0) return reading.value === undefined ? <OpenScreen /> : <Progress />;
  const pane = isPhone.value && showsTree.value ? 'tree' : 'main';
  return (
    <div class={`page shows-${pane}`}>
      <TopBar />
      <Headline />
      <nav class="side" aria-label="Machine" hidden={isPhone.value && pane === 'main'}>
        <FilterBar />
        <Tree />
      </nav>
      <main class="main" hidden={isPhone.value && pane === 'tree'}>
        <Views />
        <div class="view">{content[view.value]()}</div>
      </main>
      {reading.value === undefined ? null : <Progress />}
    </div>
  );
}
