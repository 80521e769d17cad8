import { computed, signal } from '@preact/signals';

/** What the page shows. It is in the fragment of the URL, so that a place can be linked. */
export interface Place {
  /** Which of several inputs, from 1. */
  readonly in?: string;
  readonly view?: ViewName;
  /** Address of the chosen Function. */
  readonly fn?: string;
  /** Path of the chosen field. */
  readonly field?: string;
  /** What of the Function is shown. */
  readonly tab?: TabName;
  /** The question that is asked of it. */
  readonly check?: string;
  /** How many VFs `check enable` is asked for. */
  readonly vfs?: string;
}

export const viewNames = ['function', 'routing', 'addresses', 'groups', 'findings', 'differences'] as const;
export type ViewName = (typeof viewNames)[number];
export const tabNames = ['bytes', 'sharing', 'checks', 'findings'] as const;
export type TabName = (typeof tabNames)[number];

const keys = ['in', 'view', 'fn', 'field', 'tab', 'check', 'vfs'] as const;

export function placeFrom(fragment: string): Place {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const place: Record<string, string> = {};
  for (const key of keys) {
    const value = given.get(key);
    if (value !== null && value !== '') place[key] = value;
  }
  const isOf = (list: readonly string[], value: string | undefined): boolean =>
    value === undefined || list.includes(value);
  if (!isOf(viewNames, place['view'])) delete place['view'];
  if (!isOf(tabNames, place['tab'])) delete place['tab'];
  return place;
}

/** `#fn=0000:01:10.0&field=pcie.device_control`: readable, so colons and brackets are not escaped. */
export function fragmentOf(place: Place): string {
  const parts = keys.flatMap((key) => {
    const value = place[key];
    if (value === undefined) return [];
    return [`${key}=${encodeURIComponent(value).replace(/%(?:3A|5B|5D|2F)/g, decodeURIComponent)}`];
  });
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

const inBrowser = typeof location !== 'undefined';
export const place = signal<Place>(inBrowser ? placeFrom(location.hash) : {});
export const view = computed((): ViewName => place.value.view ?? 'function');
export const tab = computed((): TabName => place.value.tab ?? 'bytes');

/** Goes to a place; what is undefined in `change` is taken out. `quietly`: Back does not stop at it. */
export function go(change: { readonly [K in keyof Place]?: Place[K] | undefined }, quietly = false): void {
  const next: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...place.value, ...change }))
    if (value !== undefined) next[key] = value;
  place.value = next as Place;
  const url = fragmentOf(place.value) || '#';
  if (url === (location.hash || '#')) return;
  if (quietly) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
}

if (inBrowser && typeof addEventListener === 'function')
  addEventListener('popstate', () => {
    place.value = placeFrom(location.hash);
  });
