import { useEffect, useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { Sure } from '../../acts/Refused';
import { words } from '../../i18n';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { keptText } from '../../store/texts';
import type { Place } from './completion';
import en from './en.json';
import hi from './hi.json';
import { NoteWriter, keyOf } from './NoteWriter';
import { Signature } from './Noting';
import { Paragraph } from './Paragraph';
import type { Backlinks } from './references';
import { type FileView, type NoteView, may } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  note: NoteView;
  places: readonly Place[];
  links: Backlinks;
}

/** The open note of this desk, on yellow paper: it travels with the file and can still be changed. */
export function YellowNote({ file, note, places, links }: Props) {
  const attempt = useAttempt();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  useEffect(() => {
    // What was being changed when the tab closed is taken up again.
    void keptText(keyOf(file, note)).then((found) => found !== undefined && setEditing(true));
  }, [note.id]);
  const can = (act: string) => may(file, act);

  async function settle(act: 'confirm' | 'discard'): Promise<void> {
    const path = `/files/${file.id}/notes/${note.id}/${act}`;
    const outcome = await attempt(onFile(file, { kind: `${act}_note`, path, body: { base_version: note.version } }));
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(act === 'confirm' ? 'note_confirmed' : 'note_discarded'));
  }

  if (editing && can('revise_note')) {
    const first = note.paragraphs[0]?.number ?? 1;
    return <NoteWriter file={file} note={note} first={first} places={places} onDone={() => setEditing(false)} />;
  }
  return (
    <article class="note yellow" aria-labelledby="yellow-note">
      <h3 id="yellow-note">{t('yellow_note')}</h3>
      <p class="soft">{t('yellow_hint')}</p>
      {note.paragraphs.map((paragraph) => (
        <Paragraph key={paragraph.number} {...paragraph} links={links} />
      ))}
      <Signature note={note} />
      <Trouble error={trouble} />
      <div class="actions">
        {can('confirm_note') && (
          <button type="button" class="main" onClick={() => void settle('confirm')}>
            {t('confirm_yellow')}
          </button>
        )}
        {can('revise_note') && (
          <button type="button" onClick={() => setEditing(true)}>
            {t('edit')}
          </button>
        )}
        {can('discard_note') && (
          <button type="button" class="danger" onClick={() => setAsking(true)}>
            {t('discard')}
          </button>
        )}
      </div>
      {asking && <Sure lead={t('discard_yellow')} onYes={() => void settle('discard')} onClose={() => setAsking(false)} />}
    </article>
  );
}
