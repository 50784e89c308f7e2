import { useState } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { day, moment, words } from '../../i18n';
import { LayoutBar } from '../../parts/editor/HindiText';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { AddresseeLine } from './AddresseeLine';
import en from './en.json';
import hi from './hi.json';
import { type LetterView, type Mode, useLinesOf, useWaitingLetters } from './views';

const t = words({ hi, en });

/** Issued letters; the one that is open shows its addressees, each with what has to be entered for it. */
export function ToSend() {
  const letters = useWaitingLetters();
  const [parameters] = useSearchParams();
  const [opened, setOpened] = useState<string | null>(parameters.get('letter'));
  // What was used last is offered for the next one.
  const [mode, setMode] = useState<Mode>('speed_post');
  if (!letters.value) return letters.error ? <Trouble error={letters.error} again={() => void letters.reload()} /> : <Waiting />;
  if (letters.value.length === 0) return <p>{t('nothing_to_send')}</p>;
  return (
    <>
      <LayoutBar />
      <ul class="letters-to-send">
        {letters.value.map((letter) => (
          <li key={letter.id} class="card">
            <Head letter={letter} open={opened === letter.id} onToggle={() => setOpened(opened === letter.id ? null : letter.id)} />
            {opened === letter.id && <Addressees letter={letter} mode={mode} onMode={setMode} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Head({ letter, open, onToggle }: { letter: LetterView; open: boolean; onToggle: () => void }) {
  return (
    <>
      <h2>
        <button type="button" class="plain" aria-expanded={open} onClick={onToggle}>
          <span class="number">{letter.number}</span> {letter.subject}
        </button>
      </h2>
      <p class="soft">
        {t('letter_dated', { day: day(letter.issue_date), at: moment(letter.issued_at) })} ·{' '}
        {t('addressee_count', { count: letter.addressees.length })} · <Link href={`/letters/${letter.id}`}>{t('see_letter')}</Link>
      </p>
    </>
  );
}

interface Props {
  letter: LetterView;
  mode: Mode;
  onMode: (mode: Mode) => void;
}

function Addressees({ letter, mode, onMode }: Props) {
  const lines = useLinesOf(letter.id);
  if (!lines.value) return lines.error ? <Trouble error={lines.error} again={() => void lines.reload()} /> : <Waiting />;
  return (
    <ol class="addressees">
      {letter.addressees.map((addressee, at) => (
        <AddresseeLine
          key={at}
          letter={letter}
          addressee={addressee}
          number={at + 1}
          line={lines.value?.items.find((each) => each.addressee_number === at + 1) ?? null}
          mode={mode}
          onMode={onMode}
        />
      ))}
    </ol>
  );
}
