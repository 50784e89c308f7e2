// People, posts and marks as registers write them.
import type { Schemas } from '../../api/client';
import { day, either, moment, today, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

type PostRef = Schemas['PostRef'];
type Block = Schemas['SignatureBlock'];

export function postName(post: PostRef): string {
  return either(post.designation_hi, post.designation_en) || post.abbreviation;
}

/** Designations name their section already. */
export function placeName(post: PostRef): string {
  return either(post.office_hi, post.office_en);
}

export function personName(person: Schemas['PersonRef']): string {
  return either(person.name_hi, person.name_en);
}

/** The post as it signs: "for" it, or as its link officer, where it was not the holder's own act. */
export function signingPost({ post, capacity }: Block): string {
  return capacity === 'own' ? postName(post) : t(`capacity_${capacity}`, { post: postName(post) });
}

export const GRADINGS = ['normal', 'confidential', 'secret', 'top_secret'] as const;
export const URGENCIES = ['routine', 'priority', 'immediate', 'top_priority'] as const;
export const LABELS = ['lok_sabha', 'rajya_sabha', 'court', 'vip'] as const;

export const gradingName = (grading: (typeof GRADINGS)[number]) => t(`grading_${grading}`);
export const urgencyName = (urgency: (typeof URGENCIES)[number]) => t(`urgency_${urgency}`);
export const labelName = (label: (typeof LABELS)[number]) => t(`label_${label}`);

interface Marked {
  grading: Schemas['FileView']['grading'];
  urgency?: Schemas['FileView']['urgency'];
  labels: Schemas['FileView']['labels'];
}

/** Grading, urgency and labels; what is usual is not said. */
export function Marks({ of }: { of: Marked }) {
  const { grading, urgency, labels } = of;
  return (
    <>
      {grading !== 'normal' && <span class="badge urgent">{gradingName(grading)}</span>}
      {urgency && urgency !== 'routine' && <span class="badge urgent">{urgencyName(urgency)}</span>}
      {labels.map((label) => (
        <span key={label} class="badge warn">
          {labelName(label)}
        </span>
      ))}
    </>
  );
}

/** The day by which it is wanted, and whether that has passed. */
export function Due({ on }: { on: string | null }) {
  if (!on) return null;
  const late = on < today();
  return <span class={late ? 'badge urgent' : 'badge warn'}>{t(late ? 'overdue_since' : 'due_on', { day: day(on) })}</span>;
}

/** Posts of the levels that a file passed over, or returns through. */
export function levelNames(levels: Schemas['JumpedLevelView'][] = []): string {
  return levels.map(({ post }) => postName(post)).join(', ');
}

/** A day of a form as a deadline: the end of that day in India. */
export function deadlineOf(chosen: string): string {
  return `${chosen}T23:59:59+05:30`;
}

/** "30.11.2026" where the whole of that day is left, otherwise with the time. */
export function deadlineName(deadline: string): string {
  return Date.parse(deadline) === Date.parse(deadlineOf(today(Date.parse(deadline)))) ? day(deadline) : moment(deadline);
}

/** When the matter has to be disposed of, and in words whether that has passed. */
export function Deadline({ at, closed = false }: { at: string | null | undefined; closed?: boolean }) {
  if (!at || closed) return null;
  const late = Date.parse(at) < Date.now();
  const said = t(late ? 'deadline_passed' : 'deadline', { at: deadlineName(at) });
  return <span class={late ? 'badge urgent' : 'badge'}>{said}</span>;
}
