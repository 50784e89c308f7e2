import { Suspense, lazy } from 'preact/compat';
import { useState } from 'preact/hooks';
import { words } from '../i18n';
import { type Keymap, keysNow, useKeys } from '../keys';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const Help = lazy(() => import('../screens/help'));

/** Help for the screen that is open, also on F1. */
export function HelpButton() {
  const [keys, setKeys] = useState<Keymap | null>(null);
  const show = () => setKeys(keysNow());
  useKeys({ F1: { label: t('help'), run: show } });
  return (
    <>
      <button type="button" class="plain" aria-keyshortcuts="F1" onClick={show}>
        {t('help')} <kbd aria-hidden="true">F1</kbd>
      </button>
      {keys && (
        <Suspense fallback={null}>
          <Help keys={keys} onClose={() => setKeys(null)} />
        </Suspense>
      )}
    </>
  );
}
