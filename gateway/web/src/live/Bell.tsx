import { Suspense, lazy } from 'preact/compat';
import { useEffect, useRef, useState } from 'preact/hooks';
import { number, words } from '../i18n';
import { untilCalm } from '../shell/calm';
import en from './en.json';
import hi from './hi.json';
import { onMessage } from '.';
import { MOST, unreadOf, useMessages } from './messages';

const t = words({ hi, en });
const Messages = lazy(() => import('./Messages'));

/** Milliseconds: the screen comes first, on a thin line by much. */
const LATER = 1_500;

/** How many messages are unread; opens their list. */
export function Bell() {
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => void untilCalm().then(() => gone || setQuiet(true)), LATER);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return (
    <>
      <Arrivals />
      {isQuiet ? <Ringing /> : <Still />}
    </>
  );
}

/** Holds the place, so that nothing moves when it can be rung. */
function Still() {
  return (
    <div class="bell">
      <button type="button" class="plain" disabled>
        {t('messages')}
      </button>
    </div>
  );
}

/** Says what has just arrived to whoever does not see the count change. It is there before: only changes are read aloud. */
function Arrivals() {
  const [told, setTold] = useState('');
  useEffect(() => onMessage(({ title }) => setTold(t('arrived', { title }))), []);
  return (
    <p class="hidden-text" role="status">
      {told}
    </p>
  );
}

function Ringing() {
  const { value } = useMessages().value;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const unread = unreadOf(value ?? []).length;
  const count = `${number(unread)}${unread === MOST ? '+' : ''}`;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen]);
  return (
    <div class="bell">
      <button ref={button} type="button" class="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('messages')}{' '}
        {unread > 0 && (
          <span class="badge urgent">
            {count} <span class="hidden-text">{t('unread')}</span>
          </span>
        )}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Messages messages={value ?? []} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
