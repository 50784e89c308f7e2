import { useState } from 'preact/hooks';
import { actsOf } from '../../acts';
import { Refused } from '../../acts/Refused';
import { moment, number as count, words } from '../../i18n';
import { personName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import type { Seen } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import { LeftText } from './LeftText';
import { NoteWriter, keyOf } from './NoteWriter';
import { Paragraph, WayBack } from './Paragraph';
import { PendingNote } from './PendingNote';
import { type Backlinks, anchorOf } from './references';
import { type FileView, type NoteView, may } from './views';
import { YellowNote } from './YellowNote';

const t = words({ hi, en });

interface Props {
  file: FileView;
  notes: Seen<NoteView[]>;
  links: Backlinks;
}

/** The noting side: green notes in their order, then what is still being written. */
export function Noting({ file, notes, links }: Props) {
  const green = notes.value?.filter((note) => note.kind === 'green') ?? [];
  const yellow = notes.value?.find((note) => note.kind === 'yellow' && note.state === 'draft');
  const acts = actsOf(file.id).filter((act) => NOTES.has(act.kind));
  const waiting = acts.filter((act) => act.state === 'waiting');
  const isSettled = waiting.some((act) => yellow && act.path.includes(yellow.id));
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  const mayWrite = may(file, 'add_note');
  const writing = yellow ? (may(file, 'revise_note') ? keyOf(file, yellow) : null) : mayWrite ? keyOf(file) : null;
  return (
    <section class="noting" aria-labelledby="noting-heading">
      <h2 id="noting-heading">{t('noting_side')}</h2>
      {!notes.value && (notes.error ? <Trouble error={notes.error} again={() => void notes.reload()} /> : <Waiting />)}
      {notes.value && green.length === 0 && <p class="soft">{t('no_notes')}</p>}
      {green.map((note, at) => (
        <GreenNote key={note.id} note={note} number={at + 1} links={links} />
      ))}
      {waiting.map((act) => (
        <PendingNote key={act.id} act={act} note={yellow} onTakenBack={again} />
      ))}
      {acts
        .filter((act) => act.state === 'refused')
        .map((act) => (
          <Refused key={act.id} act={act} onEdit={again} />
        ))}
      {yellow && !isSettled && <YellowNote key={`${yellow.id} ${round}`} file={file} note={yellow} links={links} />}
      {mayWrite && !yellow && <NoteWriter key={round} file={file} />}
      <LeftText key={`left ${round}`} fileId={file.id} writing={writing} />
    </section>
  );
}

/** Acts whose text belongs on the notesheet. */
export const NOTES: ReadonlySet<string> = new Set(['add_note', 'revise_note', 'confirm_note', 'discard_note']);

/** Final: paragraphs run through the whole file. The dealing hand signs left, officers right (CSMOP). */
function GreenNote({ note, number, links }: { note: NoteView; number: number; links: Backlinks }) {
  const heading = anchorOf('note', number);
  return (
    <article class="note green" id={heading} tabIndex={-1} aria-labelledby={`${heading}-title`}>
      <h3 id={`${heading}-title`}>{t('note_number', { number: count(number) })}</h3>
      {note.paragraphs.map((paragraph) => (
        <Paragraph key={paragraph.number} {...paragraph} links={links} />
      ))}
      <WayBack to={links.get(heading)} />
      <Signature note={note} />
    </article>
  );
}

export function Signature({ note }: { note: NoteView }) {
  return (
    <footer class={`signature ${note.side}`}>
      <strong>{personName(note.author.person)}</strong>
      <span>{signingPost(note.author)}</span>
      <time dateTime={note.confirmed_at ?? note.written_at}>{moment(note.confirmed_at ?? note.written_at)}</time>
    </footer>
  );
}
