import { useState } from 'preact/hooks';
import { useAttempt } from '../../../acts/attempt';
import longest from '../../../api/longest.json';
import { number as count, words } from '../../../i18n';
import { useKeys } from '../../../keys';
import { StandardNotings } from '../../../parts/editor/StandardNotings';
import { MOST_CELLS, cellsIn } from '../../../parts/marked/grammar';
import { tell } from '../../../parts/notices';
import { Trouble } from '../../../parts/Trouble';
import { useKeptText } from '../../../store/texts';
import { NoteText } from '../NoteText';
import { paragraphsOf } from '../paragraphs';
import { type Consultation, onConsultation, opinionKey } from './consultations';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const LONGEST = 20_000;
const MOST = 100;

export const OPINION = 'opinion-writer';

function isTooLong(paragraphs: string[]): boolean {
  const lengths = paragraphs.map((paragraph) => [...paragraph].length);
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  return paragraphs.length > MOST || whole > LONGEST || lengths.some((length) => length > longest.paragraph) || cellsIn(paragraphs) > MOST_CELLS;
}

interface Props {
  one: Consultation;
  /** It is being sent: kept outside, because whoever shows this has to go on doing so until the answer is there. */
  busy: boolean;
  onBusy: (busy: boolean) => void;
}

/** Where the asked desk writes. Every keystroke is kept on this PC until the server has the opinion. */
export function OpinionWriter({ one, busy, onBusy }: Props) {
  const attempt = useAttempt();
  const key = opinionKey(one);
  const text = useKeptText(key, '');
  const [trouble, setTrouble] = useState<unknown>(null);
  const paragraphs = paragraphsOf(text.value);
  const tooLong = isTooLong(paragraphs);
  const mayGive = !busy && paragraphs.length > 0 && !tooLong;

  async function give(): Promise<void> {
    if (!mayGive) return;
    onBusy(true);
    setTrouble(null);
    const outcome = await attempt(
      onConsultation(one, {
        kind: 'answer_consultation',
        path: `/consultations/${one.id}/answer`,
        body: { paragraphs, base_version: one.version },
        textKey: key,
        text: text.value,
      }),
    );
    if (outcome.state !== 'refused') await text.forget();
    onBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'waits_for_line' : 'opinion_given'), outcome.state === 'queued' ? 'warn' : 'good');
  }
  useKeys({ 'Ctrl+Enter': { label: t('give_opinion'), run: () => void give() } });

  return (
    <form
      id={OPINION}
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <NoteText
        number={(at) => `(${count(at + 1)})`}
        label={t('write_opinion')}
        value={text.value}
        onInput={text.write}
        rows={6}
        hint={t('opinion_hint')}
        error={tooLong ? t('opinion_too_long') : undefined}
      />
      <p class="soft keeping" role="status">
        {text.keeping === 'unsaved' ? t('not_kept_here') : text.value && text.keeping === 'saved' ? t('kept_here') : ''}
      </p>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={!mayGive} aria-keyshortcuts="Control+Enter">
          {t('give_opinion')}
        </button>
        <StandardNotings onPick={(phrase) => text.write(text.value.trim() ? `${text.value.trimEnd()}\n\n${phrase}` : phrase)} />
      </div>
    </form>
  );
}
