import { useState } from 'preact/hooks';
import { useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { day, words } from '../../i18n';
import { useKeys } from '../../keys';
import { HindiText } from '../../parts/editor/HindiText';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { useKeptText } from '../../store/texts';
import en from './en.json';
import hi from './hi.json';
import { type TlLetter, changed, onLetter } from './views';

const t = words({ hi, en });

/** The report of this week; what is typed is on the PC at every keystroke. */
export function ReportWriter({ letter }: { letter: TlLetter }) {
  const attempt = useAttempt();
  const textKey = `tl_report:${letter.id}`;
  const text = useKeptText(textKey, '');
  const [reference, setReference] = useState('');
  const [full, setFull] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const concern = letter.concerns[0];
  const complete = text.value.trim() !== '';

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = { text: text.value.trim(), reference: reference.trim(), full };
    const path = `/tl-letters/${letter.id}/reports`;
    const outcome = await attempt(onLetter(letter, { kind: 'file_tl_report', path, body, textKey, text: text.value }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    await text.forget();
    setReference('');
    setFull(false);
    if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
    tell(t(full ? 'full_filed' : 'filed'));
    changed(letter);
  }
  useKeys({ 'Ctrl+Enter': { label: t('file_report'), run: () => void submit() } });
  return (
    <form class="card no-print" aria-labelledby="tl-report" onSubmit={submit}>
      <h2 id="tl-report">{t('report_heading', { day: day(concern?.week_ends_on) })}</h2>
      {concern?.has_reported && <p class="notice">{t('reported_already')}</p>}
      <HindiText label={t('report_text')} value={text.value} onInput={text.write} rows={4} maxLength={longest.question} required />
      <HindiText
        label={t('reference')}
        hint={t('reference_hint')}
        value={reference}
        onInput={setReference}
        multiline={false}
        maxLength={longest.reference}
        bar={false}
      />
      <label class="full-report">
        <input type="checkbox" checked={full} onChange={(event) => setFull(event.currentTarget.checked)} /> {t('full')}
      </label>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('file_report')}
        </button>
      </div>
    </form>
  );
}
