import type { VNode } from 'preact';

export function Routing(): VNode | null {
  return null;
}
