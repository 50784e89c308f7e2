import { useState } from 'preact/hooks';
import { useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { day, either, moment, words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { personName, postName } from '../../parts/office/who';
import { PostPicker } from '../../parts/PostPicker';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { type OfficeRow, type Rules, changed, useRules } from './views';

const t = words({ hi, en });

interface Props {
  office: OfficeRow;
  onClose: () => void;
}

/** The office's cutover day and record room, and what was set before, by whom and when. */
export function RulesDialog({ office, onClose }: Props) {
  const rules = useRules(office.office_id);
  return (
    <Dialog title={t('rules_of', { office: either(office.office_hi, office.office_en) })} onClose={onClose} wide>
      {!rules.value ? rules.error ? <Trouble error={rules.error} again={() => void rules.reload()} /> : <Waiting /> : <RulesForm office={office} before={rules.value} onClose={onClose} />}
    </Dialog>
  );
}

function RulesForm({ office, before, onClose }: Props & { before: Rules[] }) {
  const attempt = useAttempt();
  const now = before[0];
  const [on, setOn] = useState(now?.cutover_on ?? '');
  const [room, setRoom] = useState<string | null>(now?.record_room?.post_id ?? null);
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const complete = reason.trim() !== '';

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = { reason: reason.trim(), cutover_on: on || null, record_room: room };
    const act = { kind: 'set_paper_rules', method: 'POST', path: `/paper-rules/${office.office_id}`, queue: office.office_id, about: either(office.office_hi, office.office_en), body } as const;
    const outcome = await attempt(act);
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    onClose();
    if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
    tell(t('rules_set'));
    changed();
  }
  useKeys({ 'Ctrl+Enter': { label: t('set_rules_now'), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <Field label={t('cutover')} hint={t('cutover_hint')}>
        {(attributes) => <input {...attributes} type="date" value={on} onInput={(event) => setOn(event.currentTarget.value)} />}
      </Field>
      <p class="soft">{t('record_room_now', { post: now?.record_room ? postName(now.record_room) : t('no_record_room') })}</p>
      <PostPicker label={t('record_room_post')} onPick={(desk) => setRoom(desk?.post_id ?? now?.record_room?.post_id ?? null)} />
      <HindiText label={t('reason')} value={reason} onInput={setReason} multiline={false} maxLength={longest.reason} required />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('set_rules_now')}
        </button>
      </div>
      <ul>
        {before.map((each) => (
          <li key={each.serial}>
            {each.cutover_on ? day(each.cutover_on) : t('no_cutover')} · {each.record_room ? postName(each.record_room) : t('no_record_room')} · {each.reason}{' '}
            <span class="soft">
              {personName(each.by.person)}, {moment(each.at)}
            </span>
          </li>
        ))}
      </ul>
    </form>
  );
}
