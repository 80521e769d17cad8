import type { VNode } from 'preact';

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly text: string }[];
  readonly chosen: Id;
  onChoose(id: Id): void;
}

/** Tabs with one stop for the Tab key; arrows go from one to the next. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose }: TabsProps<Id>): VNode {
  const press = (event: KeyboardEvent): void => {
    const n = tabs.findIndex(({ id }) => id === chosen);
    const to = {
      ArrowRight: tabs[(n + 1) % tabs.length],
      ArrowLeft: tabs[(n - 1 + tabs.length) % tabs.length],
      Home: tabs[0],
      End: tabs.at(-1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    onChoose(to.id);
    document.getElementById(`tab-${to.id}`)?.focus();
  };
  return (
    <div role="tablist" aria-label={label} class="tabs" onKeyDown={press}>
      {tabs.map(({ id, text }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={id === chosen}
          {...(id === chosen ? { 'aria-controls': `panel-${id}` } : {})}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
