import { type Act, retract } from '../../acts';
import { moment, words } from '../../i18n';
import { keepText, keptText } from '../../store/texts';
import en from './en.json';
import hi from './hi.json';
import { type FileView, type NoteView, reloadFile } from './views';

const t = words({ hi, en });

interface Props {
  act: Act;
  file: FileView;
  /** The yellow note that the act is about. */
  note: NoteView | undefined;
  /** The text stands where it is written again. */
  onTakenBack: () => void;
}

/** A note that the server does not have yet, or did not take: its text stands here until it is settled. */
export function PendingNote({ act, file, note, onTakenBack }: Props) {
  const refused = act.state === 'refused';
  const written = act.body['paragraphs'] as string[] | undefined;
  const paragraphs = written ?? note?.paragraphs.map(({ text }) => text) ?? [];

  async function takeBack(): Promise<void> {
    if (act.textKey && typeof act.text === 'string') await putBack(act.textKey, act.text);
    await retract(act.id);
    reloadFile(file.id);
    onTakenBack();
  }

  return (
    <article class="note pending" aria-label={t(refused ? 'note_refused' : 'note_waiting')}>
      <p class={refused ? 'error' : 'soft'} role={refused ? 'alert' : undefined}>
        {t(refused ? 'note_refused' : `waiting_${waitingFor(act)}`)} <time dateTime={act.occurredAt}>{moment(act.occurredAt)}</time>
      </p>
      {act.refusal && (
        <p class="error">
          {act.refusal.title} {act.refusal.detail}
        </p>
      )}
      {paragraphs.map((text, at) => (
        <p key={at} class="written">
          {text}
        </p>
      ))}
      <div class="actions">
        <button type="button" onClick={() => void takeBack()}>
          {t(act.text === null ? 'take_back' : 'back_to_writing')}
        </button>
      </div>
    </article>
  );
}

function waitingFor(act: Act): 'add' | 'revise' | 'confirm' | 'discard' {
  return act.kind.replace('_note', '') as 'add' | 'revise' | 'confirm' | 'discard';
}

/** Before what is being written there meanwhile, if anything is. */
async function putBack(key: string, text: string): Promise<void> {
  const meanwhile = (await keptText<string>(key))?.trim();
  await keepText(key, meanwhile ? `${text}\n\n${meanwhile}` : text);
}
