import { signal } from '@preact/signals';
import { Suspense, lazy } from 'preact/compat';
import { words } from '../i18n';
import { type Keymap, keysNow, useKeys } from '../keys';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const Panel = lazy(() => import('../screens/help'));
/** The shortcuts of the screen for which help is shown; null while it is closed. */
const shownFor = signal<Keymap | null>(null);

/** Help for the screen that is open, also on F1. */
export function HelpButton() {
  const show = () => {
    shownFor.value = keysNow();
  };
  useKeys({ F1: { label: t('help'), run: show } });
  return (
    <button type="button" class="plain" aria-keyshortcuts="F1" onClick={show}>
      {t('help')} <kbd aria-hidden="true">F1</kbd>
    </button>
  );
}

/** The panel stands apart from its button: a dialogue does not belong into the page's header. */
export function HelpPanel() {
  const close = () => {
    shownFor.value = null;
  };
  return (
    shownFor.value && (
      <Suspense fallback={null}>
        <Panel keys={shownFor.value} onClose={close} />
      </Suspense>
    )
  );
}
