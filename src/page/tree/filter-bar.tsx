import type { VNode } from 'preact';
import { classes, drivers, filter, isFiltered, noDriver, setFilter } from './filters.ts';

/** What the tree shows: PFs and VFs only, those with findings, of a class, of a driver. */
export function FilterBar(): VNode {
  const { sriov = false, found = false, className, driver } = filter.value;
  const hasDrivers = drivers.value.some((name) => name !== noDriver);
  return (
    <div class="filters" role="group" aria-label="Filter">
      <Toggle text="PFs and VFs" isOn={sriov} onTurn={(on) => setFilter('sriov', on)} />
      <Toggle text="with findings" isOn={found} onTurn={(on) => setFilter('found', on)} />
      <Choice
        label="Class"
        all="all classes"
        names={classes.value}
        value={className}
        onChoose={(one) => setFilter('className', one)}
      />
      {hasDrivers ? (
        <Choice
          label="Driver"
          all="all drivers"
          names={drivers.value}
          value={driver}
          onChoose={(one) => setFilter('driver', one)}
        />
      ) : null}
      {isFiltered.value ? (
        <button
          type="button"
          class="link"
          onClick={() => {
            filter.value = {};
          }}
        >
          show all
        </button>
      ) : null}
    </div>
  );
}

function Toggle({ text, isOn, onTurn }: { text: string; isOn: boolean; onTurn(on: boolean): void }): VNode {
  return (
    <button type="button" class="chip" aria-pressed={isOn} onClick={() => onTurn(!isOn)}>
      {text}
    </button>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly names: readonly string[];
  readonly value: string | undefined;
  onChoose(name: string | undefined): void;
}

function Choice({ label, all, names, value, onChoose }: ChoiceProps): VNode | null {
  if (names.length < 2) return null;
  return (
    <select
      aria-label={label}
      class={value === undefined ? '' : 'on'}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value === '' ? undefined : currentTarget.value)}
    >
      <option value="">{all}</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
