import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type NewAct, refusedAt } from '../../acts';
import { type Attempt, useAttempt } from '../../acts/attempt';
import { Refused } from '../../acts/Refused';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { Trouble } from '../../parts/Trouble';
import { useKeptText } from '../../store/texts';
import { DraftForm } from './DraftForm';
import en from './en.json';
import hi from './hi.json';
import { Paper } from './Paper';
import { type Writing, isSame, missingIn } from './writing';

const t = words({ hi, en });

interface Props {
  /** Under which the text is kept on this PC until the server has it. */
  textKey: string;
  /** What the server has, or an empty form. */
  initial: Writing;
  saveLabel: string;
  act: (writing: Writing) => NewAct;
  onSaved: (outcome: Exclude<Attempt<unknown>, { state: 'refused' }>) => void;
  /** A refused act's text stands in its place again. */
  onPutBack: () => void;
  /** Told whether there is something that the server has not. */
  onChanged?: (changed: boolean) => void;
  children?: ComponentChildren;
}

/** Where a draft is written, with its paper beside it. Every keystroke is kept on this PC. */
export function Editor({ textKey, initial, saveLabel, act, onSaved, onPutBack, onChanged, children }: Props) {
  const attempt = useAttempt();
  const text = useKeptText<Writing>(textKey, initial);
  const [tried, setTried] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const busy = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = missingIn(text.value);
  const changed = text.keeping !== 'loading' && !isSame(text.value, initial);
  useEffect(() => onChanged?.(changed), [changed]);

  async function save(event?: Event): Promise<void> {
    event?.preventDefault();
    setTried(true);
    if (missing.length > 0) requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    if (busy.current || !changed || missing.length > 0) return;
    busy.current = true;
    setTrouble(null);
    const outcome = await attempt({ ...act(text.value), textKey, text: text.value });
    busy.current = false;
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    await text.forget();
    onSaved(outcome);
  }
  const submit = { label: saveLabel, run: () => form.current?.requestSubmit() };
  useKeys({ 'Ctrl+S': submit, 'Ctrl+Enter': submit });

  return (
    <div class="writing">
      <form ref={form} class="card" noValidate onSubmit={save}>
        {refusedAt(textKey).map((refused) => (
          <Refused key={refused.id} act={refused} onEdit={onPutBack} />
        ))}
        {changed && text.value.base !== initial.base && (
          <Overtaken onMine={() => text.write({ ...text.value, base: initial.base })} onTheirs={() => void text.forget()} />
        )}
        <DraftForm writing={text.value} onChange={text.write} missing={tried ? missing : []} />
        <p class="soft keeping" role="status">
          {text.keeping === 'unsaved' ? t('unsaved') : changed && text.keeping === 'saved' ? t('kept_here') : ''}
        </p>
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={!changed} aria-keyshortcuts="Control+S">
            {saveLabel}
          </button>
          {changed && initial.base > 0 && (
            <button type="button" class="plain" onClick={() => void text.forget()}>
              {t('leave_as_it_was')}
            </button>
          )}
        </div>
        {children}
      </form>
      {/* What is saved from here may be marked; an untouched text of before is printed as it was typed. */}
      <Paper of={text.value} marked={changed || initial.marked !== false} />
    </div>
  );
}

/** Somebody saved a version since this text was begun. Nothing is lost: the other's version stays in the list. */
function Overtaken({ onMine, onTheirs }: { onMine: () => void; onTheirs: () => void }) {
  return (
    <div class="notice" role="alert">
      <p>{t('overtaken')}</p>
      <div class="actions">
        <button type="button" onClick={onMine}>
          {t('overtaken_mine')}
        </button>
        <button type="button" onClick={onTheirs}>
          {t('overtaken_theirs')}
        </button>
      </div>
    </div>
  );
}
