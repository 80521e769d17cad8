import type { VNode } from 'preact';
import { glyphs } from '../output/text/style.ts';
import { pfText } from '../output/text/tree.ts';
import { To } from './function/header-card.tsx';
import { RidTable } from './rid-table.tsx';
import { type BusMap, busMaps } from './routing-cells.ts';
import { current } from './state.ts';

/** Buses beyond these begin folded. */
const openBuses = 8;

/** Which Routing ID is whose: PFs, their VFs, what is missing, what collides. */
export function Routing(): VNode {
  const maps = busMaps.value;
  return (
    <div class="view-body">
      <h2>Routing IDs</h2>
      {maps.length === 0 ? <p>There is no PF in this input.</p> : <Legend />}
      <div class="buses">
        {maps.map((map, n) => (
          <Bus key={map.name} map={map} isOpen={n < openBuses} />
        ))}
      </div>
    </div>
  );
}

function Legend(): VNode {
  const samples: readonly (readonly [string, string, string])[] = [
    ['pf', 'PF', 'a PF'],
    ['vf', '1', 'its VF 1'],
    ['missing', '2', 'a VF that is not in the dump'],
    ['function', 'F', 'another Function'],
    ['free', '·', 'free'],
    ['collision', '!', 'a collision'],
  ];
  return (
    <ul class="legend">
      {samples.map(([kind, text, means]) => (
        <li key={kind}>
          <span class={`rid ${kind}`}>{text}</span> {means}
        </li>
      ))}
    </ul>
  );
}

function Bus({ map, isOpen }: { readonly map: BusMap; readonly isOpen: boolean }): VNode {
  return (
    <details class="bus-map" open={isOpen}>
      <summary>Bus {map.name}</summary>
      <ul class="bus-pfs">
        {map.pfs.map((address, n) => (
          <li key={address}>
            <span class={`swatch owner${n % 6}`} aria-hidden="true" /> <To address={address} />{' '}
            <PfText address={address} />
          </li>
        ))}
      </ul>
      <RidTable map={map} />
    </details>
  );
}

function PfText({ address }: { readonly address: string }): VNode | null {
  const machine = current.value;
  const report = machine?.byAddress.get(address);
  return machine && report ? (
    <span class="dim">{pfText(report, glyphs(true), machine.system.machine)}</span>
  ) : null;
}
