// The rules of a day as lines of tables.
import { either, number, words } from '../../../i18n';
import type { Procedure } from '../../../parts/procedure';
import { type Head, inOrder, pathOf, retentionOf } from '../../../parts/subjects/tree';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

export interface Line {
  code: string;
  name: string;
  says: string;
  citation: string;
  valid_from: string;
  valid_to: string | null;
}
export const KINDS = ['channels', 'urgency', 'limits', 'retention', 'subjects', 'case_types', 'disposals', 'notings', 'numbering'] as const;
export type Kind = (typeof KINDS)[number];

/** By kind, in the pack's order. */
export function linesOf(procedure: Procedure): Record<Kind, Line[]> {
  const level = new Map(procedure.levels.map((each) => [each.code, named(each)]));
  return {
    channels: procedure.channels.map((each) => ({
      ...each,
      name: named(each),
      says: each.levels.map((code) => level.get(code) ?? code).join(' → '),
    })),
    urgency: procedure.urgency.map((each) => ({ ...each, name: named(each), says: '' })),
    limits: procedure.limits.map((each) => ({ ...each, name: named(each), says: t(`unit_${each.unit}`, { count: number(each.count) }) })),
    retention: (procedure.retention ?? []).map((each) => ({ ...each, name: named(each), says: '' })),
    subjects: inOrder(procedure.subjects ?? []).map(({ head }) => ({ ...head, name: pathOf(head.code, procedure.subjects ?? []), says: saysHead(head, procedure) })),
    case_types: (procedure.case_types ?? []).map((each) => ({ ...each, name: named(each), says: saysCase(each, procedure) })),
    disposals: procedure.disposals.map((each) => ({ ...each, name: named(each), says: '' })),
    notings: procedure.notings.map((each) => ({ ...each, name: each.text_hi, says: each.text_en })),
    numbering: procedure.numbering.map((each) => ({ ...each, name: thing(each.code), says: each.pattern })),
  };
}

/** How many rules rest on what the office has still to confirm. */
export function unconfirmed(procedure: Procedure): number {
  const lines = Object.values(linesOf(procedure)).flat();
  return lines.filter(({ citation }) => procedure.citations[citation]?.confirmed === false).length;
}

type CaseType = NonNullable<Procedure['case_types']>[number];

/** Its limits by name, and how long its checklist is. */
function saysCase({ limits, checklist }: CaseType, { limits: all }: Procedure): string {
  const names = limits.map(({ limit }) => all.find(({ code }) => code === limit)).map((found) => (found ? named(found) : ''));
  return t('case_says', { limits: names.join(' / ') || t('no_limit'), count: number(checklist.length) });
}

/** Its keywords, and how its files are kept. */
function saysHead({ code, keywords_hi = [], keywords_en = [] }: Head, procedure: Procedure): string {
  const kept = retentionOf(code, procedure);
  const keywords = [...keywords_hi, ...keywords_en].join(', ') || t('no_keywords');
  return t('subject_says', { keywords, retention: kept ? named(kept) : '' });
}

function named({ name_hi, name_en }: { name_hi: string; name_en: string }): string {
  return either(name_hi, name_en);
}

function thing(code: string): string {
  return code === 'file' || code === 'receipt' || code === 'letter' ? t(`numbers_${code}`) : code;
}
