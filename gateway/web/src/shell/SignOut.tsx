import { Suspense, lazy } from 'preact/compat';
import { useState } from 'preact/hooks';
import { pendingActs } from '../acts';
import { signOut } from '../api/session';
import { words } from '../i18n';
import { type Batch, sendHeld, unsentBatches } from '../screens/desk/sending';
import { keptKeys, keptText } from '../store/texts';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const Leaving = lazy(() => import('./Leaving'));

/** Signing out erases what this PC keeps, so it asks first where something of it is nowhere else. */
export function SignOut() {
  const [left, setLeft] = useState<{ texts: string[]; held: Batch[] } | null>(null);

  async function leave(): Promise<void> {
    await sendHeld();
    const texts = await writtenKeys().catch(() => []);
    const held = await unsentBatches().catch(() => []);
    if (pendingActs.value.length + texts.length + held.length === 0) await signOut();
    else setLeft({ texts, held });
  }

  return (
    <>
      <button type="button" class="plain" onClick={() => void leave()}>
        {t('sign_out')}
      </button>
      {left && (
        <Suspense fallback={null}>
          <Leaving {...left} onStay={() => setLeft(null)} />
        </Suspense>
      )}
    </>
  );
}

/** Of the texts that hold something. */
async function writtenKeys(): Promise<string[]> {
  const keys = await keptKeys('');
  const texts = await Promise.all(keys.map((key) => keptText(key)));
  return keys.filter((_, at) => texts[at] && (typeof texts[at] !== 'string' || texts[at].trim()));
}
