import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { useAttempt } from '../../acts/attempt';
import { newId } from '../../api/client';
import { day, number as count, today, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Due, postName } from '../../parts/office/who';
import { type Desk, PostPicker } from '../../parts/PostPicker';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { type Meeting, changed, useMatters } from './views';

const t = words({ hi, en });

/** The agenda: what is overdue or reported in full stands on it unless it is taken off. */
export function Prepare() {
  const attempt = useAttempt();
  const [, go] = useLocation();
  const matters = useMatters();
  const [heldOn, setHeldOn] = useState(today());
  const [chair, setChair] = useState<Desk | null>(null);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  if (!matters.value) return matters.error ? <Trouble error={matters.error} again={() => void matters.reload()} /> : <Waiting />;
  const { letters, files } = matters.value;
  const isOn = (id: string, usual: boolean) => usual !== turned.has(id);
  const lettersOn = letters.filter((letter) => isOn(letter.id, letter.is_overdue || letter.complete === letter.concerned));
  const filesOn = files.filter((file) => isOn(file.id, true));
  const complete = chair !== null && heldOn !== '' && lettersOn.length + filesOn.length > 0;
  const turn = (id: string) => setTurned(new Set(turned.has(id) ? [...turned].filter((each) => each !== id) : [...turned, id]));

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !complete || !chair) return;
    setBusy(true);
    setTrouble(null);
    const body = {
      held_on: heldOn,
      chair_post: chair.post_id,
      tl_ids: lettersOn.map((letter) => letter.id),
      file_ids: filesOn.map((file) => file.id),
    };
    const act = { kind: 'prepare_meeting', method: 'POST', path: '/meetings', queue: newId(), about: day(heldOn), body } as const;
    const outcome = await attempt<Meeting>(act);
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
    changed();
    go(`/meetings/${outcome.view.id}`);
  }

  return (
    <form class="card" aria-label={t('prepare')} onSubmit={submit}>
      <Field label={t('held_on')}>
        {(attributes) => (
          <input {...attributes} type="date" required value={heldOn} onInput={(event) => setHeldOn(event.currentTarget.value)} />
        )}
      </Field>
      <PostPicker label={t('chair')} onPick={setChair} />
      <fieldset>
        <legend>{t('letters_on', { on: count(lettersOn.length), of: count(letters.length) })}</legend>
        {letters.map((letter) => (
          <label key={letter.id} class="matter">
            <input type="checkbox" checked={lettersOn.includes(letter)} onChange={() => turn(letter.id)} />
            <span>
              <strong>{letter.number}</strong> {letter.matter} <Due on={letter.due_on} />
            </span>
          </label>
        ))}
      </fieldset>
      {files.length > 0 && (
        <fieldset>
          <legend>{t('files_on', { on: count(filesOn.length), of: count(files.length) })}</legend>
          {files.map((file) => (
            <label key={file.id} class="matter">
              <input type="checkbox" checked={filesOn.includes(file)} onChange={() => turn(file.id)} />
              <span>
                <strong>{file.number}</strong> {file.subject} · {postName(file.holder)} <Due on={file.due_on} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p class="soft">{t('shown_to_all')}</p>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete}>
          {t('prepare_now')}
        </button>
      </div>
    </form>
  );
}
