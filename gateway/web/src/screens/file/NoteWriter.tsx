import { useCallback, useRef, useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { language, number as count, words } from '../../i18n';
import { useKeys } from '../../keys';
import { StandardNotings } from '../../parts/editor/StandardNotings';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { useKeptText } from '../../store/texts';
import { type Place, begunAt, offersFor } from './completion';
import en from './en.json';
import hi from './hi.json';
import { NoteText } from './NoteText';
import { isTooLong, paragraphsOf, textOf } from './paragraphs';
import { correctedIn } from './references';
import { type FileView, type NoteView } from './views';

const t = words({ hi, en });

export const WRITER = 'note-writer';

/** Under which the text is kept on this PC. */
export function keyOf(file: FileView, note?: NoteView): string {
  return note ? `note:${file.id}:${note.id}` : `note:${file.id}`;
}

interface Props {
  file: FileView;
  /** The yellow note that is changed; none writes a new one. */
  note?: NoteView;
  /** The number that its first paragraph will have. */
  first: number;
  /** What a reference may name. */
  places: readonly Place[];
  /** What is put here writes at the caret. */
  writer?: { current: ((text: string) => void) | null };
  onDone?: () => void;
}

/** After the note comes the forwarding: while the focus stays in the text, its letter would be typed there. */
function leaveWriting(): void {
  document.querySelector<HTMLElement>('.file [aria-keyshortcuts="F"]')?.focus({ preventScroll: true });
}

/** Where a note is written. Every keystroke is kept on this PC until the server has the note. */
export function NoteWriter({ file, note, first, places, writer: given, onDone }: Props) {
  const attempt = useAttempt();
  const key = keyOf(file, note);
  const text = useKeptText(key, note ? textOf(note.paragraphs) : '');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const paragraphs = paragraphsOf(text.value);
  const tooLong = isTooLong(text.value);

  async function send(kind: 'yellow' | 'green'): Promise<void> {
    if (busy || paragraphs.length === 0 || tooLong) return;
    setBusy(true);
    setTrouble(null);
    const kept = { textKey: key, text: text.value };
    const corrects = correctedIn(paragraphs);
    const written = { paragraphs, ...(corrects.length > 0 ? { corrects } : {}) };
    const body = note ? { ...written, base_version: note.version } : { ...written, kind };
    const path = note ? `/files/${file.id}/notes/${note.id}` : `/files/${file.id}/notes`;
    const outcome = await attempt(
      onFile(file, { kind: note ? 'revise_note' : 'add_note', method: note ? 'PUT' : 'POST', path, body, ...kept }),
    );
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    await text.forget();
    if (outcome.state === 'queued') tell(t('note_queued'), 'warn');
    if (kind === 'green') leaveWriting();
    onDone?.();
  }
  const finish = () => void send(note ? 'yellow' : 'green');
  const own = useRef<((text: string) => void) | null>(null);
  const writer = given ?? own;
  const complete = useCallback(
    (before: string) => {
      const begun = begunAt(before);
      return begun ? offersFor(begun, places, language.value).map((offer) => ({ ...offer, from: begun.from })) : [];
    },
    [places, language.value],
  );
  const refer = () => writer.current?.('@');
  useKeys({
    'Alt+R': { label: t('refer'), run: refer },
    'Ctrl+Enter': { label: t(note ? 'save_yellow' : 'write_green'), run: finish },
  });

  return (
    <form
      id={WRITER}
      class={note ? 'note yellow' : 'note writer'}
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <NoteText
        number={(at) => `${count(first + at)}.`}
        label={t(note ? 'edit_yellow' : 'write_note')}
        value={text.value}
        onInput={text.write}
        rows={6}
        hint={t('note_hint')}
        error={tooLong ? t('note_too_long') : undefined}
        complete={complete}
        writer={writer}
      />
      <p class="soft keeping" role="status">
        {text.keeping === 'unsaved' ? t('not_kept_here') : text.value && text.keeping === 'saved' ? t('kept_here') : ''}
      </p>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || paragraphs.length === 0 || tooLong} aria-keyshortcuts="Control+Enter">
          {t(note ? 'save_yellow' : 'write_green')}
        </button>
        {!note && (
          <button type="button" disabled={busy || paragraphs.length === 0 || tooLong} onClick={() => void send('yellow')}>
            {t('keep_yellow')}
          </button>
        )}
        <button type="button" aria-keyshortcuts="Alt+R" onClick={refer}>
          {t('refer')} <kbd aria-hidden="true">@</kbd>
        </button>
        <StandardNotings onPick={(phrase) => writer.current?.(phrase)} />
        {note && (
          <button type="button" class="plain" onClick={() => void text.forget().then(onDone)}>
            {t('leave_as_it_was')}
          </button>
        )}
      </div>
    </form>
  );
}
