import { useState } from 'preact/hooks';
import { type Attempt, useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { actingPost } from '../../api/session';
import { today, words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { PostPicker } from '../../parts/PostPicker';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import { PlaceFields } from './PlaceFields';
import { type Paper, byBarcode, changed, onPaper, titleOf } from './views';

const t = words({ hi, en });

/** Commands in the order in which their buttons stand; the first one is what is most likely wanted. */
export const ACTS = [
  'receive_paper_file',
  'hand_over_paper_file',
  'take_back_paper_file',
  'digitise_paper_file',
  'close_paper_file',
  'place_paper_file',
  'request_paper_file',
  'order_paper_file_search',
  'find_paper_file',
  'reconstruct_paper_file',
  'report_paper_file_lost',
] as const;
export type Act = (typeof ACTS)[number];

/** What each act asks for beside the paper file: a desk, an electronic file, a place, a day, words, none of them. */
const ASKED: Record<Act, { path: string; desk?: true; file?: true; place?: true; day?: string; text?: string; needed?: true }> = {
  receive_paper_file: { path: 'receive', place: true },
  hand_over_paper_file: { path: 'hand-over', desk: true, text: 'remarks' },
  take_back_paper_file: { path: 'take-back', text: 'remarks' },
  digitise_paper_file: { path: 'digitise', file: true, text: 'remarks' },
  close_paper_file: { path: 'close', text: 'reason', needed: true },
  place_paper_file: { path: 'place', place: true },
  request_paper_file: { path: 'requisitions', text: 'reason', needed: true },
  order_paper_file_search: { path: 'search-order', text: 'order', needed: true },
  find_paper_file: { path: 'find', text: 'remarks', needed: true },
  reconstruct_paper_file: { path: 'reconstruct', file: true, text: 'remarks' },
  report_paper_file_lost: { path: 'lost', day: 'last_seen_on', text: 'last_seen', needed: true },
};
/** Commands that are sent by barcode: who has the paper file in hand has read it. */
const BY_BARCODE: readonly Act[] = ['receive_paper_file', 'find_paper_file'];
const SHORT: readonly string[] = ['reason', 'last_seen'];

interface Props {
  act: Act;
  paper: Paper;
  onClose: () => void;
}

export function ActDialog({ act, paper, onClose }: Props) {
  return (
    <Dialog title={t(act)} onClose={onClose}>
      <ActForm act={act} paper={paper} onClose={onClose} />
    </Dialog>
  );
}

function ActForm({ act, paper, onClose }: Props) {
  const attempt = useAttempt();
  const asked = ASKED[act];
  const [to, setTo] = useState<string | null>(null);
  const [file, setFile] = useState('');
  const [place, setPlace] = useState({ room: paper.room ?? '', almirah: paper.almirah ?? '', shelf: paper.shelf ?? '' });
  const [on, setOn] = useState('');
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const complete = (!asked.desk || to) && (!asked.file || file.trim()) && (!asked.needed || text.trim());

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = {
      ...(asked.desk ? { to_post: to } : {}),
      ...(asked.file ? { file_number: file.trim() } : {}),
      ...(asked.place ? place : {}),
      ...(asked.day && on ? { [asked.day]: on } : {}),
      ...(asked.text ? { [asked.text]: text.trim() } : {}),
    };
    const outcome: Attempt<unknown> = await attempt(BY_BARCODE.includes(act) ? byBarcode(act, asked.path, paper, body) : onPaper(paper, act, asked.path, body));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    onClose();
    if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
    tell(t('done', { number: titleOf(paper) }));
    changed();
  }
  useKeys({ 'Ctrl+Enter': { label: t(act), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <p>
        <strong>{titleOf(paper)}</strong> {paper.subject}
      </p>
      <p class="soft">{t(`${act}_lead`)}</p>
      {asked.desk && <PostPicker label={t('to_desk')} except={ownPost()} autofocus onPick={(desk) => setTo(desk?.post_id ?? null)} />}
      {asked.file && (
        <Field label={t('file_number')} hint={t('file_number_hint')}>
          {(attributes) => <input {...attributes} autofocus required maxLength={longest.fileNumber} value={file} onInput={(event) => setFile(event.currentTarget.value)} />}
        </Field>
      )}
      {asked.place && <PlaceFields place={place} onInput={(change) => setPlace((before) => ({ ...before, ...change }))} />}
      {asked.text && (
        <HindiText
          label={t(`text_${act as TextAct}`)}
          value={text}
          onInput={setText}
          multiline={false}
          {...{ maxLength: SHORT.includes(asked.text) ? longest.reason : longest.remarks }}
          {...(asked.needed ? { required: true, autofocus: true } : {})}
        />
      )}
      {asked.day && (
        <Field label={t('last_seen_on')}>
          {(attributes) => <input {...attributes} type="date" max={today()} value={on} onInput={(event) => setOn(event.currentTarget.value)} />}
        </Field>
      )}
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t(act)}
        </button>
      </div>
    </form>
  );
}

type TextAct = Exclude<Act, 'receive_paper_file' | 'place_paper_file'>;

function ownPost(): string[] {
  const post = actingPost.value;
  return post ? [post.id] : [];
}
