import { useState } from 'preact/hooks';
import { useCommand } from '../../api/useCommand';
import longest from '../../api/longest.json';
import { either, number, words } from '../../i18n';
import { HindiText } from '../editor/HindiText';
import { tell } from '../notices';
import { Trouble } from '../Trouble';
import { Waiting } from '../Waiting';
import { MOST, type OwnNoting, type OwnNotings as Seen, moved, saveOwnNotings, useOwnNotings } from '.';
import en from './en.json';
import hi from './hi.json';
import './notings.css';

const t = words({ hi, en });
const BLANK: OwnNoting = { text_hi: '', text_en: '' };

/** A person's own standard notings: add, change, remove, put in order. */
export function OwnNotings() {
  const seen = useOwnNotings();
  if (!seen.value) return seen.error ? <Trouble error={seen.error} again={() => void seen.reload()} /> : <Waiting />;
  return <List seen={seen.value} reload={() => void seen.reload()} />;
}

function List({ seen, reload }: { seen: Seen; reload: () => void }) {
  const { notings } = seen;
  /** Which one is being written; the number after the last is a new one. */
  const [writing, setWriting] = useState<number | null>(null);
  const { run, busy, trouble } = useCommand(async (key: string, next: OwnNoting[], told: 'saved' | 'removed') => {
    await saveOwnNotings(seen, next, key);
    setWriting(null);
    tell(t(told));
  });
  const save = (next: OwnNoting[], told: 'saved' | 'removed' = 'saved') => void run(next, told);
  const put = (at: number, noting: OwnNoting) => save([...notings.slice(0, at), noting, ...notings.slice(at + 1)]);

  return (
    <div class="own-notings">
      <p class="soft">{t('hint')}</p>
      {notings.length === 0 && writing === null && <p>{t('empty')}</p>}
      <ol>
        {notings.map((noting, at) =>
          writing === at ? (
            <li key={at}>
              <Writer noting={noting} busy={busy} onKeep={(next) => put(at, next)} onLeave={() => setWriting(null)} />
            </li>
          ) : (
            <li key={at}>
              <Texts noting={noting} />
              <span class="actions">
                <Tool label={t('up', { text: nameOf(noting) })} shown="↑" off={busy || at === 0} onClick={() => save(moved(notings, at, -1))} />
                <Tool
                  label={t('down', { text: nameOf(noting) })}
                  shown="↓"
                  off={busy || at === notings.length - 1}
                  onClick={() => save(moved(notings, at, 1))}
                />
                <Tool label={t('edit', { text: nameOf(noting) })} shown="✎" off={busy} onClick={() => setWriting(at)} />
                <Tool
                  label={t('remove', { text: nameOf(noting) })}
                  shown="✕"
                  off={busy}
                  onClick={() => save(notings.filter((each) => each !== noting), 'removed')}
                />
              </span>
            </li>
          ),
        )}
      </ol>
      <Trouble error={trouble} again={reload} />
      {writing === notings.length ? (
        <Writer noting={BLANK} busy={busy} onKeep={(next) => put(notings.length, next)} onLeave={() => setWriting(null)} />
      ) : notings.length < MOST ? (
        <button type="button" onClick={() => setWriting(notings.length)}>
          {t('add')}
        </button>
      ) : (
        <p>{t('full', { count: number(MOST) })}</p>
      )}
    </div>
  );
}

const nameOf = ({ text_hi, text_en }: OwnNoting) => either(text_hi, text_en).slice(0, 60);

function Texts({ noting: { text_hi, text_en } }: { noting: OwnNoting }) {
  return (
    <span class="texts">
      {text_hi && <span lang="hi">{text_hi}</span>}
      {text_en && <span lang="en">{text_en}</span>}
    </span>
  );
}

interface WriterProps {
  noting: OwnNoting;
  busy: boolean;
  onKeep: (noting: OwnNoting) => void;
  onLeave: () => void;
}

function Writer({ noting, busy, onKeep, onLeave }: WriterProps) {
  const [text, setText] = useState(noting);
  const said = { text_hi: text.text_hi.trim(), text_en: text.text_en.trim() };
  const complete = Boolean(said.text_hi || said.text_en);
  function submit(event: Event): void {
    event.preventDefault();
    // Inside a dialogue of the note that is being written, which is sent by a form of its own.
    event.stopPropagation();
    if (complete) onKeep(said);
  }
  return (
    <form class="card" onSubmit={submit}>
      <HindiText
        label={t('text_hi')}
        hint={t('text_hint')}
        rows={2}
        autofocus
        maxLength={longest.remarks}
        value={text.text_hi}
        onInput={(text_hi) => setText({ ...text, text_hi })}
      />
      <HindiText
        label={t('text_en')}
        rows={2}
        language="en"
        maxLength={longest.remarks}
        value={text.text_en}
        onInput={(text_en) => setText({ ...text, text_en })}
      />
      <div class="actions">
        <button class="main" disabled={busy || !complete}>
          {t('keep')}
        </button>
        <button type="button" onClick={onLeave}>
          {t('leave')}
        </button>
      </div>
    </form>
  );
}

function Tool({ label, shown, off, onClick }: { label: string; shown: string; off: boolean; onClick: () => void }) {
  return (
    <button type="button" class="plain tool" aria-label={label} title={label} disabled={off} onClick={onClick}>
      <span aria-hidden="true">{shown}</span>
    </button>
  );
}
