import { allSteps } from '../checks/questions.ts';
import { allDefinitions } from '../decode/definitions.ts';
import { inOrder } from '../input/order.ts';
import { adviceIn } from '../lint/advice.ts';
import { rules } from '../lint/rules/index.ts';
import { allRunFindings } from '../lint/run-findings.ts';
import { signals } from '../verdict/signals/index.ts';
import { glossary } from './glossary.ts';
import { bitsText, isValue, referenceRows } from './rows.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** What `lsvf list` lists, by name; each is an array of flat rows. */
export const lists = {
  capabilities: (): Row[] => {
    const fields = new Map<string, number>();
    for (const row of referenceRows()) {
      if (isValue(row)) fields.set(row.capability.name, (fields.get(row.capability.name) ?? 0) + 1);
    }
    return allDefinitions()
      .filter(({ kind }) => kind !== 'header')
      .sort((a, b) =>
        a.kind === b.kind ? a.id - b.id : a.kind === 'standard' ? -1 : b.kind === 'standard' ? 1 : 0,
      )
      .map(({ name, kind, id, title, nameOnly }) => ({
        name,
        kind,
        id,
        title,
        fields: fields.get(name) ?? 0,
        ...(nameOnly ? { name_only: nameOnly } : {}),
      }));
  },
  fields: (): Row[] =>
    referenceRows()
      .filter(isValue)
      .filter(
        (row, n, all) =>
          row.capability.kind !== 'header' || all.findIndex(({ path }) => path === row.path) === n,
      )
      .map((row) => ({
        path: row.path,
        title: row.title,
        bits: bitsText(row),
        access: row.access ?? null,
        vf_rule: row.vf?.rule ?? null,
        hazard: row.vf?.hazard ?? null,
        linux: row.linux ?? null,
        spec: row.spec,
      })),
  rules: (): Row[] => [
    ...rules.map(({ meta, scope }) => ({
      id: meta.id,
      severity: meta.severity,
      profile: meta.profile,
      about: meta.about,
      scope,
      title: meta.title,
      why: meta.why,
      fix: adviceIn(meta.fix),
      spec: meta.spec ?? null,
    })),
    ...allRunFindings.map(({ id, severity, onRequest, title, why, fix }) => ({
      id,
      severity,
      profile: onRequest ? 'on-request' : 'recommended',
      about: null,
      scope: 'run',
      title,
      why,
      fix: adviceIn(fix),
      spec: null,
    })),
  ],
  checks: (): Row[] =>
    allSteps.map(({ meta }) => ({
      id: meta.id,
      of: meta.of,
      title: meta.title,
      why: meta.why,
      linux: meta.linux,
      errno: meta.errno,
      fix: meta.fix,
      source: meta.source,
      versions: meta.versions ?? null,
    })),
  formats: (): Row[] =>
    inOrder.map(({ name, title, kind, write, writtenAs }) => ({
      name,
      title,
      kind,
      convert: write ? (writtenAs ?? name) : null,
    })),
  terms: (): Row[] => glossary.map(({ name, title, text }) => ({ name, title, text })),
  signals: (): Row[] => signals.map(({ id, weight, title, why }) => ({ id, weight, title, why })),
} satisfies Record<string, () => Row[]>;

export type ListName = keyof typeof lists;
