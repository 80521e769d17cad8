import type { VNode } from 'preact';

export function AddressMap(): VNode | null {
  return null;
}
