// Consultations as the screens show them: questions to other desks, and the opinions that came.
import type { NewAct } from '../../../acts';
import { type Consultation, type Decision, type FileView, type NoteView, may } from '../views';

export type { Consultation } from '../views';
type Rest = Pick<NewAct, 'kind' | 'path'> & Partial<NewAct>;

/** An act at a consultation: in the queue of its file, held to the consultation's own custody number. */
export function onConsultation(one: Consultation, rest: Rest): NewAct {
  const body = { custody_number: one.custody_number, ...rest.body };
  return { method: 'POST', queue: one.file_id, about: one.file_number, ...rest, body };
}

/** The question that this desk has to answer, if it has one. */
export function toAnswer(consultations: Consultation[] | null): Consultation | undefined {
  return consultations?.find((one) => may(one, 'answer_consultation'));
}

/** Under which an opinion is kept on this PC; it begins like the notes of the file, so that none is ever lost there. */
export function opinionKey(one: Consultation): string {
  return `note:${one.file_id}:opinion:${one.id}`;
}

/** On the notesheet: a note, or an opinion or a meeting's decision that came after it. */
export type OnSheet = { note: NoteView; number: number } | Between;
type Between = { opinion: Consultation } | { decision: Decision };

/** Notes in their order with what came between them, each after the paragraph that was the last then. */
export function interleaved(notes: NoteView[], consultations: Consultation[], decisions: readonly Decision[] = []): OnSheet[] {
  const opinions = consultations.filter((one) => one.opinion).map((opinion): Between => ({ opinion }));
  const given = [...opinions, ...decisions.map((decision): Between => ({ decision }))].sort(
    (a, b) => placeOf(a) - placeOf(b) || Date.parse(cameAt(a)) - Date.parse(cameAt(b)),
  );
  const sheet: OnSheet[] = [];
  let next = 0;
  const takeUpTo = (paragraph: number) => {
    for (let one = given[next]; one && placeOf(one) < paragraph; one = given[++next]) sheet.push(one);
  };
  notes.forEach((note, at) => {
    takeUpTo(note.paragraphs[0]?.number ?? 1);
    sheet.push({ note, number: at + 1 });
  });
  takeUpTo(Infinity);
  return sheet;
}

const placeOf = (one: Between) => ('decision' in one ? one.decision.after_paragraph : (one.opinion.opinion?.after_paragraph ?? 0));
const cameAt = (one: Between) => ('decision' in one ? one.decision.recorded_at : (one.opinion.ended_at ?? ''));

/** From confidential on, whoever shows the file to another desk says so. */
export function isNarrow(file: Pick<FileView, 'grading'>): boolean {
  return file.grading !== 'normal';
}
