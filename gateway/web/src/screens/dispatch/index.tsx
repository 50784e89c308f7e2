import { useState } from 'preact/hooks';
import { words } from '../../i18n';
import './dispatch.css';
import en from './en.json';
import hi from './hi.json';
import { Register } from './Register';
import { ToSend } from './ToSend';

const t = words({ hi, en });
const PARTS = ['to_send', 'register'] as const;

/** The dispatch section's desk: letters to be sent, and the register of what went out. */
export default function Dispatch() {
  const [part, setPart] = useState<(typeof PARTS)[number]>('to_send');
  return (
    <div class="dispatch">
      <h1 class="no-print">{t('heading')}</h1>
      <div class="actions no-print" role="group" aria-label={t('parts')}>
        {PARTS.map((each) => (
          <button key={each} type="button" aria-pressed={each === part} onClick={() => setPart(each)}>
            {t(each)}
          </button>
        ))}
      </div>
      {part === 'to_send' ? <ToSend /> : <Register />}
    </div>
  );
}
