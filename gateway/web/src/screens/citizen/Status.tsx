import { useEffect, useRef, useState } from 'preact/hooks';
import { language, speak, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { type Answer, type Slip, ask } from './ask';
import en from './en.json';
import hi from './hi.json';
import { Result } from './Result';

const t = words({ hi, en });

/** Where does my letter stand? For whoever has the slip; without signing in. */
export function Status({ slip }: { slip: Slip }) {
  const [asked, setAsked] = useState(slip);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const result = useRef<HTMLDivElement>(null);

  async function send(wanted: Slip): Promise<void> {
    setBusy(true);
    setAnswer(await ask(wanted));
    setBusy(false);
    result.current?.focus();
  }
  useEffect(() => {
    // Who scanned the code on the slip wants the answer, not a form.
    if (slip.number && slip.code) void send(slip);
  }, []);
  useEffect(() => {
    document.title = `${t('heading')} · पत्रावली`;
  }, [language.value]);

  return (
    <div class="citizen">
      <header>
        <p class="house">
          <img src="/static/icon.svg" alt="" width="32" height="32" /> पत्रावली
        </p>
        <Tongue />
      </header>
      <main>
        <h1>{t('heading')}</h1>
        <div ref={result} tabIndex={-1} role="status" class="answer">
          {busy && <p>{t('asking')}</p>}
          {!busy && answer?.kind === 'found' && <Result standing={answer.standing} />}
          {!busy && answer && answer.kind !== 'found' && <p class="sorry">{t(answer.kind, { minutes: minutesOf(answer) })}</p>}
        </div>
        <Form slip={asked} busy={busy} again={answer?.kind === 'found'} onChange={setAsked} onAsk={() => void send(asked)} />
      </main>
      <footer>
        <p>{t('foot')}</p>
      </footer>
    </div>
  );
}

const minutesOf = (answer: Answer) => (answer.kind === 'wrong_codes' ? answer.minutes : 0);

function Tongue() {
  const other = language.value === 'hi' ? 'en' : 'hi';
  return (
    <button type="button" class="tongue" lang={other} onClick={() => speak(other)}>
      {t('language')}
    </button>
  );
}

interface FormProps {
  slip: Slip;
  busy: boolean;
  /** There is an answer already; the form is for another letter. */
  again: boolean;
  onChange: (slip: Slip) => void;
  onAsk: () => void;
}

function Form({ slip, busy, again, onChange, onAsk }: FormProps) {
  function submit(event: Event): void {
    event.preventDefault();
    if (slip.number.trim() && slip.code.trim()) onAsk();
  }
  return (
    <form onSubmit={submit} class="no-print">
      {!again && <p>{t('lead')}</p>}
      {again && <h2>{t('another')}</h2>}
      <Field label={t('number')} hint={t('number_hint')}>
        {(attributes) => (
          <input
            {...attributes}
            required
            maxLength={300}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={slip.number}
            onInput={(event) => onChange({ ...slip, number: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('code')} hint={t('code_hint')}>
        {(attributes) => (
          <input
            {...attributes}
            required
            maxLength={12}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={slip.code}
            onInput={(event) => onChange({ ...slip, code: event.currentTarget.value })}
          />
        )}
      </Field>
      <button class="main" disabled={busy}>
        {t('show')}
      </button>
    </form>
  );
}
