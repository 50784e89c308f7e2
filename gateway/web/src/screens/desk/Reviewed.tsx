import { api, view } from '../../api/client';
import { either, moment, number, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { type NoteView, draftsOf, fileOf, notesOf, useLoaded } from '../file/views';
import en from './en.json';
import hi from './hi.json';
import { approvalOf } from './review';
import type { Row } from './rows';

const t = words({ hi, en });

interface Props {
  row: Row;
  approving: boolean;
}

/** What has to be seen of a thing before it is kept: subject, last note, draft; of a receipt the letter. */
export function Reviewed({ row, approving }: Props) {
  return (
    <article>
      <h3>
        {row.number} · {row.subject}
      </h3>
      {approving && row.kind === 'receipt' && <p class="notice">{t('left_receipt')}</p>}
      {row.kind === 'file' ? <ReviewedFile id={row.id} approving={approving} /> : <ReviewedReceipt id={row.id} />}
    </article>
  );
}

function ReviewedFile({ id, approving }: { id: string; approving: boolean }) {
  const file = useLoaded(fileOf(id));
  const notes = useLoaded(notesOf(id));
  const drafts = useLoaded(draftsOf(id));
  if (!file.value || !notes.value || !drafts.value) {
    const error = file.error ?? notes.error ?? drafts.error;
    return error ? <Trouble error={error} again={() => void file.reload()} /> : <Waiting />;
  }
  const approval = approvalOf(file.value, drafts.value);
  const waiting = approval && 'drafts' in approval ? approval.drafts : [];
  const shown = waiting.length > 0 ? waiting : drafts.value.filter(({ state }) => state === 'draft');
  return (
    <>
      {approving && (
        <p class="notice">
          {approval === null && t('left_not_now')}
          {approval && (waiting.length > 0 ? t('approve_drafts', { count: number(waiting.length) }) : t('approve_note'))}
        </p>
      )}
      <h4>{t('last_note')}</h4>
      <LastNote note={notes.value.filter(({ state }) => state === 'confirmed').at(-1)} />
      {shown.map((draft, place) => (
        <section key={draft.id}>
          <h4>{shown.length > 1 ? t('draft_number', { number: number(place + 1) }) : t('draft')}</h4>
          <div class="reviewed-draft" lang={draft.language}>
            <p>{draft.addressees.map((addressee) => addressee.name).join('; ')}</p>
            <p>
              <strong>{draft.subject}</strong>
            </p>
            {draft.body.map((paragraph, at) => (
              <p key={at}>{paragraph}</p>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

function LastNote({ note }: { note: NoteView | undefined }) {
  if (!note) return <p class="soft">{t('no_note')}</p>;
  const { person, post } = note.author;
  return (
    <div class="reviewed-note">
      {note.paragraphs.map((paragraph) => (
        <p key={paragraph.number}>
          {paragraph.number}. {paragraph.text}
        </p>
      ))}
      <p class="soft">
        {either(person.name_hi, person.name_en)}, {either(post.designation_hi, post.designation_en)} ·{' '}
        {moment(note.confirmed_at ?? note.written_at)}
      </p>
    </div>
  );
}

function ReviewedReceipt({ id }: { id: string }) {
  const load = () => view(api.GET('/receipts/{receipt_id}', { params: { path: { receipt_id: id } } }));
  const { value, error, reload } = useView(`receipt:${id}`, load).value;
  if (!value) return error ? <Trouble error={error} again={() => void reload()} /> : <Waiting />;
  const { sender } = value;
  return (
    <dl>
      <dt>{t('sender')}</dt>
      <dd>{[sender.name, sender.designation, sender.organisation].filter(Boolean).join(', ')}</dd>
      <dt>{t('letter')}</dt>
      <dd>{[value.letter_number, value.letter_date].filter(Boolean).join(' · ') || '—'}</dd>
    </dl>
  );
}
