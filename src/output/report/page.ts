/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ChangeRow, FieldFacts, FunctionModel, ReportModel, SharedGroup, SystemModel } from './model.ts';

/**
 * The script of the page. It is embedded as its own source text, so it uses nothing from outside.
 * Text of the dump reaches the document by textContent and attributes only.
 */
export function page(): void {
  const model = JSON.parse(document.getElementById('data')?.textContent ?? '') as ReportModel;
  const place = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
  type Child = Node | string | number | null;
  const el = (name: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    for (const child of children)
      if (child !== null) element.append(typeof child === 'object' ? child : String(child));
    return element;
  };
  /** A text of the dump between others: its direction of writing does not reach them. */
  const apart = (text: string | undefined): HTMLElement => el('bdi', {}, text ?? '');
  const button = (text: string, action: () => void, kind = 'link'): HTMLElement => {
    const made = el('button', { type: 'button', class: kind }, text);
    made.addEventListener('click', action);
    return made;
  };
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const hue = (n: number): string => `hue${n % 12}`;
  const views = [
    'topology',
    'routing',
    'sharing',
    'bytes',
    'findings',
    ...(model.difference ? ['differences'] : []),
  ];
  let system = model.systems[0] as SystemModel;
  let current: FunctionModel | undefined;
  let marked: { offset: number; length: number } | undefined;

  const tabs = views.map((view) => place(`tab-${view}`));
  const open = (view: string, focus = false): void => {
    views.forEach((each, n) => {
      const tab = tabs[n] as HTMLElement;
      tab.setAttribute('aria-selected', String(each === view));
      tab.tabIndex = each === view ? 0 : -1;
      place(`view-${each}`).hidden = each !== view;
      if (each === view && focus) tab.focus();
    });
    draw[view]?.();
  };
  tabs.forEach((tab, n) => {
    tab.addEventListener('click', () => open(views[n] as string));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) open(views[(n + step + views.length) % views.length] as string, true);
      else if (event.key === 'Home') open(views[0] as string, true);
      else if (event.key === 'End') open(views.at(-1) as string, true);
    });
  });

  const bytesOf = (fn: FunctionModel): ((offset: number) => number) => {
    const text = atob(model.bytes[fn.bytes] ?? '');
    return (offset) => {
      if (!fn.ranges.some(([start, end]) => offset >= start && offset < end)) return -1;
      return offset < text.length ? text.charCodeAt(offset) : 0;
    };
  };
  interface Found {
    readonly path: string;
    readonly at: number;
    readonly low: number;
    readonly width: number;
    readonly length: number;
  }
  const fieldsOf = (fn: FunctionModel): Found[] =>
    (model.shapes[fn.shape] ?? []).flatMap((capability) =>
      (model.layouts[capability.layout] ?? []).map(([offset, low, width, path]) => ({
        path: `${capability.name}.${path}`,
        at: capability.offset + offset + (low >> 3),
        low: low & 7,
        width,
        length: Math.max(1, Math.ceil(((low & 7) + width) / 8)),
      })),
    );
  const fieldValue = (fn: FunctionModel, field: Found): string => {
    const byte = bytesOf(fn);
    if (field.width > 64) return 'bytes';
    let value = 0n;
    for (let n = field.length - 1; n >= 0; n--) {
      const one = byte(field.at + n);
      if (one < 0) return 'not in the dump';
      value = value * 256n + BigInt(one);
    }
    return `0x${((value >> BigInt(field.low)) & ((1n << BigInt(field.width)) - 1n)).toString(16)}`;
  };
  const infoOf = (path: string): FieldFacts =>
    model.fields[path.replace(/\[\d+\]/g, '[n]')] ??
    model.fields[path.replace(/\[\d+\]/, '').replace(/\[\d+\]/g, '[n]')] ?? ['', '', []];

  const dialog = place('detail') as HTMLDialogElement;
  const show = (title: string, facts: readonly (readonly [string, string])[]): void => {
    place('detail-title').textContent = title;
    place('detail-body').replaceChildren(
      el(
        'dl',
        {},
        ...facts.flatMap(([name, text]) => (text ? [el('dt', {}, name), el('dd', {}, text)] : [])),
      ),
    );
    if (!dialog.open) dialog.showModal();
  };
  const showField = (path: string, rows: readonly (readonly [string, string])[]): void => {
    const [title, , facts] = infoOf(path);
    show(title || path, [['field', path], ...rows, ...facts]);
  };
  place('close').addEventListener('click', () => dialog.close());

  const named = model.systems.map((each) => new Map(each.functions.map((fn) => [fn.address, fn])));
  const functionNamed = (address: string | null): FunctionModel | undefined =>
    address === null ? undefined : named[model.systems.indexOf(system)]?.get(address);
  const goTo = (address: string, offset?: number, length = 1): void => {
    current = functionNamed(address) ?? current;
    marked = offset === undefined ? undefined : { offset, length };
    open('bytes', true);
    document.querySelector('.marked')?.scrollIntoView({ block: 'center' });
  };
  const say = (text: string): void => {
    place('status').textContent = text;
  };

  /** One stop for Tab in a map; arrows go from cell to cell, say what stands there, and Enter takes it. */
  const rove = (table: HTMLElement, take: (cell: HTMLElement) => void): void => {
    const lines = [...table.querySelectorAll('tbody tr:not(.gap)')].map((row) => [
      ...row.querySelectorAll<HTMLElement>('td'),
    ]);
    const first = table.querySelector<HTMLElement>('td.marked') ?? lines[0]?.[0];
    for (const line of lines) for (const cell of line) cell.tabIndex = cell === first ? 0 : -1;
    const cellOf = (event: Event): HTMLElement | null => {
      const cell = (event.target as HTMLElement).closest<HTMLElement>('td');
      return cell && cell.tabIndex >= -1 && cell.hasAttribute('tabindex') ? cell : null;
    };
    table.addEventListener('focusin', (event) => {
      const cell = cellOf(event);
      if (!cell) return;
      for (const other of table.querySelectorAll<HTMLElement>('td[tabindex="0"]')) other.tabIndex = -1;
      cell.tabIndex = 0;
      say(cell.title);
    });
    table.addEventListener('click', (event) => {
      const cell = cellOf(event);
      if (!cell) return;
      cell.focus();
      take(cell);
    });
    table.addEventListener('keydown', (event) => {
      const cell = cellOf(event);
      if (!cell) return;
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        take(cell);
        return;
      }
      const y = lines.findIndex((line) => line.includes(cell));
      const x = lines[y]?.indexOf(cell) ?? 0;
      const to = {
        ArrowRight: lines[y]?.[x + 1],
        ArrowLeft: lines[y]?.[x - 1],
        ArrowDown: lines[y + 1]?.[x],
        ArrowUp: lines[y - 1]?.[x],
        Home: lines[y]?.[0],
        End: lines[y]?.at(-1),
        PageDown: lines[Math.min(y + 8, lines.length - 1)]?.[x],
        PageUp: lines[Math.max(y - 8, 0)]?.[x],
      }[event.key];
      if (!to) return;
      event.preventDefault();
      to.focus();
    });
  };

  const drawTopology = (): void => {
    model.systems.forEach((each, n) => {
      place(`svg-${n}`).hidden = each !== system;
    });
  };
  for (const node of document.querySelectorAll('g.fn')) {
    const address = node.getAttribute('data-fn');
    node.addEventListener('focus', () => say(node.getAttribute('aria-label') ?? ''));
    if (address === null) continue;
    node.addEventListener('click', () => goTo(address));
    node.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Enter') goTo(address);
    });
  }

  const drawRouting = (): void => {
    const into = place('routing-body');
    if (system.pfs.length === 0) {
      into.replaceChildren(el('p', {}, 'There is no PF in this dump.'));
      return;
    }
    const claims = new Map<number, { pf: number; number: number }[]>();
    const here = new Map(system.functions.map((fn) => [fn.domain * 0x10000 + fn.rid, fn]));
    system.pfs.forEach((pf, index) => {
      const fn = functionNamed(pf.address);
      if (!fn) return;
      for (const [n, rid] of pf.rids.entries()) {
        const key = fn.domain * 0x10000 + rid;
        const list = claims.get(key);
        if (list) list.push({ pf: index, number: n + 1 });
        else claims.set(key, [{ pf: index, number: n + 1 }]);
      }
    });
    // The buses of each PF and its VFs; PFs that share a bus share its map.
    const buses = new Map<number, Set<number>>();
    const touch = (bus: number, pf: number): void => {
      const list = buses.get(bus);
      if (list) list.add(pf);
      else buses.set(bus, new Set([pf]));
    };
    system.pfs.forEach((pf, index) => {
      const fn = functionNamed(pf.address);
      if (fn) touch((fn.domain * 0x10000 + fn.rid) >>> 8, index);
    });
    for (const [key, owners] of claims) for (const { pf } of owners) touch(Math.floor(key / 256), pf);
    const sorted = [...buses].sort(([x], [y]) => x - y);
    const all = sorted.map(([bus, pfs], n) => {
      const isOpen = n < 8;
      const name = `Bus ${hex(Math.floor(bus / 256), 4)}:${hex(bus % 256, 2)}`;
      const list = [...pfs].sort((x, y) => x - y);
      const box = el(
        'details',
        isOpen ? { class: 'bus', open: '' } : { class: 'bus' },
        el('summary', {}, name, ` ${list.map((pf) => system.pfs[pf]?.address).join(', ')}`),
      );
      const fill = (): void => {
        if (box.childElementCount > 1) return;
        const legend = list.flatMap((index) => {
          const pf = system.pfs[index];
          if (!pf) return [];
          const swatch = el('span', { class: `swatch ${hue(index)}` });
          return [
            el(
              'li',
              {},
              swatch,
              button(pf.address, () => goTo(pf.address)),
              ` ${routingText(pf)}`,
            ),
          ];
        });
        box.append(
          el('ul', { class: 'pfs' }, ...legend),
          busTable(Math.floor(bus / 256), bus % 256, claims, here),
        );
      };
      box.addEventListener('toggle', fill);
      if (isOpen) fill();
      return box;
    });
    const key = [
      ['pfcell', 'PF', 'a PF'],
      ['hue0', '1', 'its VF 1'],
      ['hole hue0', '2', 'a VF that is not in the dump'],
      ['other', 'F', 'another Function'],
      ['free', '\u00b7', 'free'],
      ['collision', '!', 'a collision'],
    ].map(([kind = '', text = '', means = '']) =>
      el('li', {}, el('span', { class: `sample ${kind}` }, text), ` ${means}`),
    );
    into.replaceChildren(el('ul', { class: 'legend' }, ...key), el('div', { class: 'buses' }, ...all));
  };
  const routingText = (pf: SystemModel['pfs'][number]): string =>
    pf.offset === null
      ? 'its SR-IOV settings are not in the dump'
      : `${pf.enabled ? `${pf.num} VFs of ${pf.total}` : `VF Enable is off, ${pf.total} VFs possible`}; First VF Offset ${pf.offset}, VF Stride ${pf.stride}, ARI Capable Hierarchy ${pf.ari ? 'on' : 'off'}`;
  const busTable = (
    domain: number,
    bus: number,
    claims: ReadonlyMap<number, readonly { pf: number; number: number }[]>,
    here: ReadonlyMap<number, FunctionModel>,
  ): HTMLElement => {
    const rows: HTMLElement[] = [];
    const pfIndex = new Map(system.pfs.map((pf, index) => [pf.address, index]));
    let free = 0;
    const flush = (): void => {
      if (free > 0)
        rows.push(el('tr', { class: 'gap' }, el('td', { colspan: '17' }, `${free * 16} Routing IDs free`)));
      free = 0;
    };
    for (let row = 0; row < 16; row++) {
      const first = domain * 0x10000 + bus * 256 + row * 16;
      if (![...Array(16).keys()].some((n) => here.has(first + n) || claims.has(first + n))) {
        free++;
        continue;
      }
      flush();
      const cells: HTMLElement[] = [el('th', { scope: 'row' }, `${hex(row, 1)}0`)];
      for (let column = 0; column < 16; column++) {
        const rid = bus * 256 + row * 16 + column;
        const fn = here.get(domain * 0x10000 + rid);
        const owners = claims.get(domain * 0x10000 + rid) ?? [];
        const owner = owners[0];
        const address = `${hex(domain, 4)}:${hex(bus, 2)}:${hex((row * 16 + column) >> 3, 2)}.${column & 7}`;
        const collision = owners.length > 1 || (owner && fn && fn.role !== 'vf');
        const pf = pfIndex.get(address) ?? -1;
        const names = owners.map((each) => `VF ${each.number} of ${system.pfs[each.pf]?.address}`).join(', ');
        const [kind, text, title] = collision
          ? ['collision', '!', `collision: ${names}${fn ? `; ${fn.role} is here` : ''}`]
          : owner
            ? [
                fn ? hue(owner.pf) : `hole ${hue(owner.pf)}`,
                String(owner.number),
                fn ? names : `${names}, missing`,
              ]
            : pf >= 0
              ? [`pfcell ${hue(pf)}`, 'PF', 'PF']
              : fn
                ? ['other', fn.role === 'vf' ? 'V' : 'F', fn.role]
                : ['free', '·', 'free'];
        const cell = el('td', { class: kind, title: `${address}: ${title}` }, text);
        if (fn) cell.dataset['go'] = fn.address;
        cells.push(cell);
      }
      rows.push(el('tr', {}, ...cells));
    }
    flush();
    const heads = [...Array(16).keys()].map((n) => el('th', { scope: 'col' }, hex(n, 1)));
    const name = `Routing IDs of bus ${hex(domain, 4)}:${hex(bus, 2)}`;
    const table = el(
      'table',
      { class: 'map', 'aria-label': name },
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'RID'), ...heads)),
      el('tbody', {}, ...rows),
    );
    rove(table, (cell) => {
      const address = cell.dataset['go'];
      if (address !== undefined) goTo(address);
    });
    return el('div', { class: 'scroll' }, table);
  };

  const words: Record<string, string> = {
    own: 'own',
    'partly-shared': 'partly the PF’s',
    shared: 'the PF’s',
    absent: 'absent',
    unknown: 'unknown',
  };
  const drawSharing = (): void => {
    const into = place('sharing-body');
    if (system.shared.length === 0) {
      into.replaceChildren(el('p', {}, 'There is no VF in this dump.'));
      return;
    }
    const groups = system.shared.slice(0, 64);
    const names = [...new Set(groups.flatMap((group) => group.capabilities.map(({ name }) => name)))];
    const heads = groups.map((group) => {
      const first = group.vfs[0] ?? '';
      return el(
        'th',
        { scope: 'col', title: group.vfs.join(' ') },
        button(first, () => goTo(first)),
        group.vfs.length > 1 ? ` and ${group.vfs.length - 1} like it` : null,
      );
    });
    const body: HTMLElement[] = [];
    for (const name of names) {
      const cells = groups.map((group) => {
        const found = group.capabilities.find((each) => each.name === name);
        const verdict = found?.verdict ?? 'not listed';
        const hazard = Math.max(0, ...(found?.rows ?? []).map((row) => model.sharedRows[row]?.[5] ?? 0));
        return el(
          'td',
          { class: `v-${verdict}`, title: found?.why ?? '' },
          words[verdict] ?? verdict,
          hazard > 0 ? el('span', { class: `hazard h${hazard}` }, `hazard ${hazard}`) : null,
        );
      });
      const toggle = button(`▸ ${name}`, () => unfold(row, toggle, name, groups), 'fold');
      toggle.setAttribute('aria-expanded', 'false');
      const row = el('tr', {}, el('th', { scope: 'row' }, toggle), ...cells);
      body.push(row);
    }
    into.replaceChildren(
      system.shared.length > groups.length
        ? el('p', {}, `The first ${groups.length} of ${system.shared.length} groups of VFs.`)
        : '',
      el(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Sharing matrix' },
        el(
          'table',
          { class: 'matrix' },
          el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Capability'), ...heads)),
          el('tbody', {}, ...body),
        ),
      ),
    );
  };
  const unfold = (
    row: HTMLElement,
    toggle: HTMLElement,
    name: string,
    groups: readonly SharedGroup[],
  ): void => {
    const opened = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute('aria-expanded', String(!opened));
    toggle.textContent = `${opened ? '▸' : '▾'} ${name}`;
    if (opened) {
      while (row.nextElementSibling?.classList.contains('field')) row.nextElementSibling.remove();
      return;
    }
    const tables = groups.map(
      (group) =>
        new Map(
          (group.capabilities.find((each) => each.name === name)?.rows ?? []).flatMap((index) => {
            const one = model.sharedRows[index];
            return one ? [[one[0], one] as const] : [];
          }),
        ),
    );
    const paths = [...new Set(tables.flatMap((table) => [...table.keys()]))];
    row.after(
      ...paths.map((path) =>
        el(
          'tr',
          { class: 'field' },
          el('th', { scope: 'row' }, path),
          ...tables.map((table) => {
            const one = table.get(path);
            if (!one) return el('td', {}, '–');
            const [, rule, vf, pf, counts, hazard, why] = one;
            const facts = [
              ['In a VF', rule],
              ['Value in the VF', vf],
              ['Value in the PF', pf],
              ['What counts', counts],
              ['Hazard class', hazard ? String(hazard) : ''],
              ['Why', why],
            ] as const;
            return el(
              'td',
              { title: why },
              button(`${counts} · ${rule}`, () => showField(path, facts)),
              hazard ? el('span', { class: `hazard h${hazard}` }, `hazard ${hazard}`) : null,
            );
          }),
        ),
      ),
    );
  };

  /** The Function that is shown first: a PF, else a VF. */
  const usual = (): FunctionModel | undefined =>
    ['pf', 'vf'].map((role) => system.functions.find((fn) => fn.role === role)).find((fn) => fn) ??
    system.functions[0];
  const drawBytes = (): void => {
    current ??= usual();
    const select = place('function') as HTMLSelectElement;
    select.replaceChildren(
      ...system.functions.map((fn) =>
        el('option', { value: fn.address }, `${fn.address} ${fn.role} ${fn.name}`),
      ),
    );
    if (!current) return;
    const fn = current;
    select.value = fn.address;
    const byte = bytesOf(fn);
    const capabilities = model.shapes[fn.shape] ?? [];
    const owners: number[][] = [];
    capabilities.forEach((capability, n) => {
      for (let at = capability.offset; at < Math.min(4096, capability.offset + capability.length); at++) {
        owners[at] ??= [];
        owners[at]?.push(n);
      }
    });
    const byOffset = new Map<number, string[]>();
    for (const field of fieldsOf(fn)) {
      for (let n = 0; n < Math.min(field.length, 4096); n++) {
        const list = byOffset.get(field.at + n);
        if (list) list.push(field.path);
        else byOffset.set(field.at + n, [field.path]);
      }
    }
    const rows: HTMLElement[] = [];
    let empty = 0;
    let emptyKind = '';
    const flush = (): void => {
      if (empty > 0)
        rows.push(el('tr', { class: 'gap' }, el('td', { colspan: '17' }, `${empty} bytes ${emptyKind}`)));
      empty = 0;
    };
    for (let start = 0; start < 4096; start += 16) {
      const values = [...Array(16).keys()].map((n) => byte(start + n));
      const dull =
        values.every((value) => value === values[0]) &&
        (values[0] ?? 0) <= 0 &&
        !owners.slice(start, start + 16).some(Boolean);
      if (dull) {
        const kind = values[0] === 0 ? 'zero, in no capability' : 'not in the dump';
        if (kind !== emptyKind) flush();
        emptyKind = kind;
        empty += 16;
        continue;
      }
      flush();
      const cells = values.map((value, n) => {
        const at = start + n;
        const owned = owners[at] ?? [];
        const names = owned.map((index) => capabilities[index]?.name).join(' and ');
        const isMarked = marked && at >= marked.offset && at < marked.offset + marked.length;
        const kind =
          value < 0
            ? 'unread'
            : owned.length > 1
              ? 'overlap'
              : owned.length === 1
                ? hue(owned[0] ?? 0)
                : value
                  ? 'outside'
                  : 'free';
        const paths = byOffset.get(at) ?? [];
        const title = `${hex(at, 3)}h ${names || 'in no capability'}${paths.length > 0 ? `: ${paths.join(', ')}` : ''}`;
        const cell = el(
          'td',
          { class: isMarked ? `${kind} marked` : kind, title },
          value < 0 ? '??' : hex(value, 2),
        );
        cell.dataset['offset'] = String(at);
        return cell;
      });
      rows.push(el('tr', {}, el('th', { scope: 'row' }, hex(start, 3)), ...cells));
    }
    flush();
    const legend = capabilities.map((capability, n) =>
      el(
        'li',
        {},
        el('span', { class: `swatch ${hue(n)}` }),
        button(`${hex(capability.offset, 2)}h ${capability.title}`, () =>
          goTo(fn.address, capability.offset, capability.length),
        ),
      ),
    );
    const table = el(
      'table',
      { class: 'map bytes', 'aria-label': `Bytes of ${fn.address}` },
      el('tbody', {}, ...rows),
    );
    rove(table, (cell) => {
      const at = Number(cell.dataset['offset']);
      const fields = fieldsOf(fn).filter((field) => at >= field.at && at < field.at + field.length);
      results(fn, fields, `${fields.length} fields at ${hex(at, 3)}h`);
    });
    place('bytes-body').replaceChildren(
      el('ul', { class: 'legend' }, ...legend),
      el('div', { class: 'scroll' }, table),
    );
  };
  place('function').addEventListener('change', (event) => goTo((event.target as HTMLSelectElement).value));
  const results = (fn: FunctionModel, fields: readonly Found[], title: string): void => {
    say(title);
    place('results').replaceChildren(
      ...fields.slice(0, 200).map((field) =>
        el(
          'li',
          {},
          button(field.path, () => goTo(fn.address, field.at, field.length)),
          ` ${fieldValue(fn, field)} `,
          button('about', () =>
            showField(field.path, [
              ['Value', fieldValue(fn, field)],
              ['Bytes', `${hex(field.at, 3)}h, ${field.length}`],
            ]),
          ),
        ),
      ),
    );
  };
  place('search').addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = (place('query') as HTMLInputElement).value.trim().toLowerCase();
    current ??= usual();
    if (!wanted || !current) return;
    const fn = current;
    const number = /^0x[0-9a-f]+$/.test(wanted) ? `0x${wanted.slice(2).replace(/^0+(?=.)/, '')}` : undefined;
    const fields = fieldsOf(fn).filter((field) => {
      if (number) return fieldValue(fn, field) === number;
      const [title, linux] = infoOf(field.path);
      return [field.path, title, linux].some((text) => text.toLowerCase().includes(wanted));
    });
    if (tabs[3]?.getAttribute('aria-selected') !== 'true') open('bytes');
    results(
      fn,
      fields,
      fields.length === 1 ? `1 field of ${fn.address}` : `${fields.length} fields of ${fn.address}`,
    );
  });

  const ruleOf = (id: string): HTMLElement => {
    const page = model.rules[id];
    if (!page) return el('code', {}, id);
    const [title, why, fix] = page;
    return button(id, () =>
      show(title, [
        ['rule', id],
        ['why', why],
        ['what to do', fix],
      ]),
    );
  };
  const changesTable = (rows: readonly ChangeRow[], at: { address: string; system: 0 | 1 }): HTMLElement =>
    el(
      'div',
      { class: 'scroll' },
      el(
        'table',
        { class: 'matrix changes' },
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            ...['change', 'field', 'before', 'after', 'why'].map((name) => el('th', { scope: 'col' }, name)),
          ),
        ),
        el(
          'tbody',
          {},
          ...rows.map(([mark, field, before, after, why]) =>
            el(
              'tr',
              {},
              el('td', { class: mark === '-' ? 'gone' : mark === '+' ? 'come' : '' }, mark),
              el(
                'td',
                {},
                button(field, () => {
                  choose(at.system);
                  const fn = functionNamed(at.address);
                  const found =
                    fn && fieldsOf(fn).find(({ path }) => path === field || path.startsWith(`${field}.`));
                  goTo(at.address, found?.at, found?.length);
                }),
              ),
              el('td', {}, before),
              el('td', {}, after),
              el('td', {}, why),
            ),
          ),
        ),
      ),
    );
  const drawDifferences = (): void => {
    const { difference } = model;
    const into = place('differences-body');
    if (!difference || into.childElementCount > 0) return;
    into.append(
      el(
        'p',
        {},
        apart(model.systems[0]?.source),
        ' \u2192 ',
        apart(model.systems[1]?.source),
        `: ${difference.summary}`,
      ),
      ...difference.blocks
        .slice(0, 500)
        .map((block) =>
          el(
            'section',
            { class: 'change' },
            el('h2', {}, block.where),
            el('p', {}, block.what),
            block.texts.length > 0 ? el('ul', {}, ...block.texts.map((text) => el('li', {}, text))) : null,
            block.rows.length > 0 ? changesTable(block.rows, block) : null,
            block.volatile.length > 0
              ? el(
                  'details',
                  {},
                  el('summary', {}, `${block.volatile.length} volatile, not counted`),
                  changesTable(block.volatile, block),
                )
              : null,
          ),
        ),
      difference.blocks.length > 500
        ? el('p', {}, `${difference.blocks.length - 500} more are left out.`)
        : '',
      difference.notes.length > 0
        ? el(
            'section',
            {},
            el('h2', {}, 'Cannot be compared'),
            el('ul', {}, ...difference.notes.map((note) => el('li', {}, note))),
          )
        : '',
    );
  };

  const drawFindings = (): void => {
    const { findings } = system;
    place('findings-body').replaceChildren(
      findings.length === 0
        ? el('p', {}, 'No findings.')
        : el(
            'ul',
            { class: 'findings' },
            ...findings.slice(0, 5000).map((finding) => {
              const { address, offset } = finding;
              return el(
                'li',
                { class: finding.severity },
                el('strong', {}, finding.severity),
                ' ',
                apart(finding.message),
                ' ',
                ruleOf(finding.rule),
                ' ',
                address === null
                  ? null
                  : button(offset === null ? address : `${address} at ${hex(offset, 3)}h`, () =>
                      goTo(address, offset ?? undefined, finding.length),
                    ),
                ' ',
                el('bdi', { class: 'place' }, finding.place),
              );
            }),
          ),
    );
  };
  const draw: Record<string, () => void> = {
    topology: drawTopology,
    routing: drawRouting,
    sharing: drawSharing,
    bytes: drawBytes,
    findings: drawFindings,
    differences: drawDifferences,
  };
  const sources = place('source') as HTMLSelectElement;
  sources.replaceChildren(...model.systems.map((each, n) => el('option', { value: String(n) }, each.source)));
  const choose = (n: number): void => {
    const next = model.systems[n];
    if (!next || next === system) return;
    system = next;
    sources.value = String(n);
    current = undefined;
    marked = undefined;
    place('results').replaceChildren();
  };
  sources.addEventListener('change', () => {
    choose(Number(sources.value));
    open('topology');
  });
  open(model.difference ? 'differences' : 'topology');
}
