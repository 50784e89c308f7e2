// Paper files as their screens read them.
import type { NewAct } from '../../acts';
import { type Schemas, api, every, view } from '../../api/client';
import { reloadViews, useView } from '../../store/views';

export type Paper = Schemas['PaperFileView'];
export type Step = Schemas['PaperMovementView'];
export type Requisition = Schemas['PaperRequisitionView'];
export type Pendency = Schemas['PaperPendencyView'];
export type OfficeRow = Schemas['PaperOfficeView'];
export type Rules = Schemas['PaperRulesView'];

const PART = 200;
/** A list is read as far as this; who wants more scans the barcode. */
export const MOST = 1000;

export const BOXES = ['account', 'coming', 'going', 'office', 'to_order'] as const;
export type Box = (typeof BOXES)[number];
export const STANDINGS = ['pending', 'ended', 'missing', 'on_loan'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Wanted {
  box?: Box;
  office_id?: string;
  standing?: Standing;
  file_id?: string;
}

export function usePapers(wanted: Wanted) {
  return useView<Paper[]>(`papers:list:${JSON.stringify(wanted)}`, () =>
    every(
      (cursor) => view(api.GET('/paper-files', { params: { query: { ...wanted, limit: PART, ...(cursor ? { cursor } : {}) } } })),
      MOST,
    ),
  ).value;
}

export function usePaper(id: string) {
  return useView<Paper>(`papers:one:${id}`, () => view(api.GET('/paper-files/{paper_id}', { params: { path: { paper_id: id } } }))).value;
}

export function useSteps(id: string) {
  return useView<Step[]>(`papers:steps:${id}`, () =>
    every((cursor) =>
      view(
        api.GET('/paper-files/{paper_id}/movements', {
          params: { path: { paper_id: id }, query: { limit: PART, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    ),
  ).value;
}

export function useRequisitions(box: 'to_issue' | 'mine') {
  return useView<Requisition[]>(`papers:requisitions:${box}`, () =>
    every((cursor) => view(api.GET('/paper-requisitions', { params: { query: { box, limit: PART, ...(cursor ? { cursor } : {}) } } })), MOST),
  ).value;
}

export function usePendency(office: string | null) {
  return useView<Pendency>(`papers:pendency:${office ?? ''}`, () =>
    view(api.GET('/paper-files/pendency', { params: { query: office ? { office_id: office } : {} } })),
  ).value;
}

export function useRules(office: string) {
  return useView<Rules[]>(`papers:rules:${office}`, () =>
    every((cursor) =>
      view(
        api.GET('/paper-rules/{office_id}', {
          params: { path: { office_id: office }, query: { limit: PART, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    ),
  ).value;
}

export function withBarcode(barcode: string): Promise<Paper> {
  return view(api.GET('/paper-files/by-barcode', { params: { query: { barcode } } }));
}

/** Load again what an act may have altered. */
export function changed(): void {
  reloadViews('papers:');
}

export function may(thing: { allowed_actions?: string[] }, act: string): boolean {
  return (thing.allowed_actions ?? []).includes(act);
}

/** An act on a paper file; those on one go one after the other. */
export function onPaper(paper: Paper, kind: string, path: string, body: Record<string, unknown>): NewAct {
  return { kind, method: 'POST', path: `/paper-files/${paper.id}/${path}`, queue: paper.id, about: titleOf(paper), body };
}

/** What a scanner says: the barcode is the whole request. */
export function byBarcode(kind: string, path: string, paper: Paper, body: Record<string, unknown> = {}): NewAct {
  return { kind, method: 'POST', path: `/paper-files/by-barcode/${path}`, queue: paper.id, about: titleOf(paper), body: { barcode: paper.barcode, ...body } };
}

/** The number, with the volume where there is more than one. */
export function titleOf(paper: { number: string; volume: number }): string {
  return paper.volume > 1 ? `${paper.number} (${paper.volume})` : paper.number;
}

/** 1000-0000-16, as people read it aloud. */
export function spelt(barcode: string): string {
  return barcode.replace(/^(.{4})(.{4})/, '$1-$2-');
}
