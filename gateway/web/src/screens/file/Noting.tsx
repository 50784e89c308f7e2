import { useMemo, useRef, useState } from 'preact/hooks';
import { actsOf } from '../../acts';
import { Refused } from '../../acts/Refused';
import { language, moment, number as count, words } from '../../i18n';
import { personName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import type { Seen } from '../../store/views';
import { Asked } from './consult/Asked';
import { interleaved, opinionKey, toAnswer } from './consult/consultations';
import { Opinion } from './consult/Opinion';
import { Decided } from './Decided';
import { CORRECTION } from './completion';
import en from './en.json';
import hi from './hi.json';
import { LeftText } from './LeftText';
import { NoteWriter, keyOf } from './NoteWriter';
import { Recorded } from './orders/Recorded';
import { Paragraph, Paras, WayBack } from './Paragraph';
import { PendingNote } from './PendingNote';
import { type Backlinks, anchorOf } from './references';
import { placesOf } from './referable';
import { type Consultation, type Decision, type FileView, type NoteView, type Paper, may } from './views';
import { YellowNote } from './YellowNote';

const t = words({ hi, en });

interface Props {
  file: FileView;
  notes: Seen<NoteView[]>;
  papers: readonly Paper[];
  consultations: Seen<Consultation[]>;
  decisions: readonly Decision[];
  links: Backlinks;
}

/** The noting side: green notes in their order, then what is still being written. */
export function Noting({ file, notes, papers, consultations, decisions, links }: Props) {
  const green = notes.value?.filter((note) => note.kind === 'green') ?? [];
  const yellow = notes.value?.find((note) => note.kind === 'yellow' && note.state === 'draft');
  const acts = actsOf(file.id).filter((act) => NOTES.has(act.kind));
  const waiting = acts.filter((act) => act.state === 'waiting');
  const isSettled = waiting.some((act) => yellow && act.path.includes(yellow.id));
  const places = useMemo(() => placesOf(green, papers), [notes.value, papers]);
  const next = (green.at(-1)?.paragraphs.at(-1)?.number ?? 0) + 1;
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  const writer = useRef<((text: string) => void) | null>(null);
  const mayWrite = may(file, 'add_note');
  const note = yellow ? (may(file, 'revise_note') ? keyOf(file, yellow) : null) : mayWrite ? keyOf(file) : null;
  const asked = toAnswer(consultations.value);
  const mayCorrect = mayWrite && !yellow;
  const correct = (number: number) => writer.current?.(`@${CORRECTION[language.value]} ${number}: `);
  const writing = [note, asked && opinionKey(asked)].filter((key): key is string => Boolean(key));
  return (
    <section class="noting" aria-labelledby="noting-heading">
      <h2 id="noting-heading">{t('noting_side')}</h2>
      {!notes.value && (notes.error ? <Trouble error={notes.error} again={() => void notes.reload()} /> : <Waiting />)}
      {notes.value && green.length === 0 && <p class="soft">{t('no_notes')}</p>}
      {interleaved(green, consultations.value ?? [], decisions).map((each) =>
        'note' in each ? (
          <GreenNote key={each.note.id} note={each.note} number={each.number} links={links} onCorrect={mayCorrect ? correct : undefined} />
        ) : 'decision' in each ? (
          <Decided key={`${each.decision.meeting_id} ${each.decision.number}`} one={each.decision} />
        ) : (
          <Opinion key={each.opinion.id} one={each.opinion} />
        ),
      )}
      {waiting.map((act) => (
        <PendingNote key={act.id} act={act} note={yellow} onTakenBack={again} />
      ))}
      {acts
        .filter((act) => act.state === 'refused')
        .map((act) => (
          <Refused key={act.id} act={act} onEdit={again} />
        ))}
      {yellow && !isSettled && <YellowNote key={`${yellow.id} ${round}`} file={file} note={yellow} places={places} links={links} />}
      {asked && <Asked key={asked.id} file={file} one={asked} stale={consultations.stale} />}
      {mayCorrect && <NoteWriter key={round} file={file} first={next} places={places} writer={writer} />}
      <LeftText key={`left ${round}`} fileId={file.id} writing={writing} />
    </section>
  );
}

/** Acts whose text belongs on the notesheet. */
export const NOTES: ReadonlySet<string> = new Set(['add_note', 'revise_note', 'confirm_note', 'discard_note', 'record_oral_order']);

interface GreenProps {
  note: NoteView;
  number: number;
  links: Backlinks;
  onCorrect: ((number: number) => void) | undefined;
}

/** Final: paragraphs run through the whole file. The dealing hand signs left, officers right (CSMOP). */
function GreenNote({ note, number, links, onCorrect }: GreenProps) {
  const heading = anchorOf('note', number);
  return (
    <article class="note green" id={heading} tabIndex={-1} aria-labelledby={`${heading}-title`}>
      <h3 id={`${heading}-title`}>{t('note_number', { number: count(number) })}</h3>
      {note.merged_from && <p class="soft">{t('merged_note', { number: note.merged_from.number })}</p>}
      {note.oral_order && <Recorded order={note.oral_order} noteId={note.merged_from?.item_id ?? note.id} />}
      {Boolean(note.corrects?.length) && (
        <p class="correction">
          <Paras label={t('corrects')} of={note.corrects ?? []} from={{ target: 'note', number }} />
        </p>
      )}
      {note.paragraphs.map((paragraph) => (
        <Paragraph key={paragraph.number} {...paragraph} links={links} onCorrect={onCorrect} isElsewhere={Boolean(note.merged_from)} />
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
