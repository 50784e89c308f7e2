import { type Act, canBeTakenBack, retract } from '../../acts';
import { putBack } from '../../acts/texts';
import { moment, words } from '../../i18n';
import { Marked } from '../../parts/marked/Marked';
import { tell } from '../../parts/notices';
import en from './en.json';
import hi from './hi.json';
import type { NoteView } from './views';

const t = words({ hi, en });

interface Props {
  act: Act;
  /** The yellow note that the act is about. */
  note: NoteView | undefined;
  /** The text stands where it is written again. */
  onTakenBack: () => void;
}

/** What was done to a note and waits for the line. */
export function PendingNote({ act, note, onTakenBack }: Props) {
  const written = act.body['paragraphs'] as string[] | undefined;
  const paragraphs = written ?? note?.paragraphs.map(({ text }) => text) ?? [];

  /** First the text, then the act: a crash between the two leaves it twice and never loses it. */
  async function takeBack(): Promise<void> {
    if (act.text !== null) await putBack(act);
    if (!(await retract(act.id))) tell(t('take_back_late'), 'warn');
    onTakenBack();
  }

  return (
    <article class="note pending" aria-label={t('note_waiting')}>
      <p class="soft">
        {t(`waiting_${waitingFor(act)}`)} <time dateTime={act.occurredAt}>{moment(act.occurredAt)}</time>
      </p>
      {paragraphs.map((text, at) => (
        <div key={at} class="waiting-paragraph">
          <Marked text={text} />
        </div>
      ))}
      {canBeTakenBack(act) && (
        <div class="actions">
          <button type="button" onClick={() => void takeBack()}>
            {t(act.text === null ? 'take_back' : 'back_to_writing')}
          </button>
        </div>
      )}
    </article>
  );
}

function waitingFor(act: Act): 'add' | 'revise' | 'confirm' | 'discard' {
  if (act.kind === 'record_oral_order') return 'add';
  return act.kind.replace('_note', '') as 'add' | 'revise' | 'confirm' | 'discard';
}
