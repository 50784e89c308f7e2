import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { words } from '../../i18n';
import type { Keymap } from '../../keys';
import { nameOf } from '../../keys/KeyMap';
import { Dialog } from '../../parts/Dialog';
import { Field } from '../../parts/Field';
import en from './en.json';
import './help.css';
import hi from './hi.json';
import { TOPICS, type Topic, topicOf } from './topics';

const t = words({ hi, en });

/** What this screen is for, what people do here, and which keys work; `keys` are those of the screen beneath. */
export default function Help({ keys, onClose }: { keys: Keymap; onClose: () => void }) {
  const [path] = useLocation();
  const here = topicOf(path);
  const [topic, setTopic] = useState<Topic>(here);
  return (
    <Dialog title={t('heading', { title: t(`${topic}_title`) })} onClose={onClose}>
      <div class="help">
        <p>{t(`${topic}_what`)}</p>
        <h3>{t('do')}</h3>
        <ol>
          {([1, 2, 3] as const).map((each) => (
            <li key={each}>{t(`${topic}_do${each}`)}</li>
          ))}
        </ol>
        {topic === here && <Keys keys={keys} />}
        <Field label={t('other_screen')}>
          {(attributes) => (
            <select {...attributes} value={topic} onChange={(event) => setTopic(event.currentTarget.value as Topic)}>
              {TOPICS.map((each) => (
                <option key={each} value={each}>
                  {t(`${each}_title`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p>
          <Link href="/practice" onClick={onClose}>
            {t('to_practice')}
          </Link>
        </p>
      </div>
    </Dialog>
  );
}

function Keys({ keys }: { keys: Keymap }) {
  const shown = Object.entries(keys);
  if (shown.length === 0) return null;
  return (
    <>
      <h3>{t('keys')}</h3>
      <dl>
        {shown.map(([key, { label }]) => (
          <div key={key}>
            <dt>
              {key.split('+').map((part) => (
                <kbd key={part}>{nameOf(part)}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
