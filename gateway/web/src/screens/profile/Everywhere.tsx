import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { signOut } from '../../api/session';
import { words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { pendingActs } from '../../acts';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** End all sessions, as after a lost phone; this one too. */
export function Everywhere() {
  const [sure, setSure] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  // What has not been sent would be erased with the sign-out; the ordinary way out asks about it.
  const unsent = pendingActs.value.length > 0;

  async function leave(): Promise<void> {
    try {
      await view(api.DELETE('/sessions'));
      await signOut();
    } catch (refused) {
      setTrouble(refused);
    }
  }

  return (
    <>
      <p>{t('everywhere_note')}</p>
      <Trouble error={trouble} />
      {unsent && <p class="notice">{t('everywhere_unsent')}</p>}
      {!sure && (
        <button type="button" disabled={unsent} onClick={() => setSure(true)}>
          {t('everywhere')}
        </button>
      )}
      {sure && (
        <button type="button" class="danger" disabled={unsent} onClick={() => void leave()}>
          {t('everywhere_sure')}
        </button>
      )}
    </>
  );
}
