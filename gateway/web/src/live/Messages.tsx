import './messages.css';
import { useEffect, useRef } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { moment, words } from '../i18n';
import en from './en.json';
import hi from './hi.json';
import { type MessageView, markRead, placeOf, unreadOf } from './messages';

const t = words({ hi, en });

interface Props {
  messages: MessageView[];
  onClose: () => void;
}

/** The newest messages; each leads to what it is about. */
export default function Messages({ messages, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="messages card" aria-label={t('messages')}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {t('messages')}
        </h2>
        {unreadOf(messages).length > 0 && (
          <button type="button" class="plain" onClick={() => void markRead(messages, messages)}>
            {t('read_all')}
          </button>
        )}
        <button type="button" class="plain" aria-label={t('close')} onClick={onClose}>
          ✕
        </button>
      </header>
      {messages.length === 0 && <p class="soft">{t('none')}</p>}
      <ul>
        {messages.map((message) => (
          <Line key={message.id} message={message} onOpen={() => void markRead(messages, [message]).then(onClose)} />
        ))}
      </ul>
    </section>
  );
}

function Line({ message, onOpen }: { message: MessageView; onOpen: () => void }) {
  const place = placeOf(message);
  return (
    <li class={message.read_at ? '' : 'unread'} lang={message.language}>
      {!message.read_at && <span class="hidden-text">{t('unread')}</span>}
      {place ? (
        <Link href={place} onClick={onOpen}>
          {message.title}
        </Link>
      ) : (
        <span>{message.title}</span>
      )}
      <time class="soft" dateTime={message.created_at}>
        {moment(message.created_at)}
      </time>
    </li>
  );
}
