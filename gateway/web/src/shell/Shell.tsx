import type { ComponentChildren } from 'preact';
import { Suspense, lazy } from 'preact/compat';
import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { actingPost, chooseCharge, session } from '../api/session';
import { either, words } from '../i18n';
import { type Keymap, keysNow, useKeys } from '../keys';
import { Bell } from '../live/Bell';
import { NoticeBoard } from '../parts/NoticeBoard';
import { HelpButton, HelpPanel } from './Help';
import { Outbox } from './Outbox';
import { Menu } from './Menu';
import { Preferences } from './Preferences';
import { SignOut } from './SignOut';
import en from './en.json';
import hi from './hi.json';
import { online } from './line';

const t = words({ hi, en });
const KeyMap = lazy(() => import('../keys/KeyMap'));

/** What surrounds every screen of somebody who is signed in. */
export function Shell({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const [keys, setKeys] = useState<Keymap | null>(null);
  const showKeys = () => setKeys(keysNow());
  const [, go] = useLocation();
  const search = () => {
    go('/search');
    // On the screen itself the box is there already.
    document.querySelector<HTMLInputElement>('[name=search-words]')?.select();
  };
  useKeys({ '?': { label: t('keyboard'), run: showKeys }, '/': { label: t('search'), run: search } });
  return (
    <>
      <a class="skip" href="#content">
        {t('skip')}
      </a>
      <header class="bar">
        <Link href="/" class="brand">
          <img src="/static/icon.svg" alt="" width="28" height="28" /> <span>पत्रावली</span>
        </Link>
        <Menu />
        <Link href="/search" class="search-link" aria-keyshortcuts="/">
          {t('search')} <kbd aria-hidden="true">/</kbd>
        </Link>
        <Outbox />
        <Bell />
        <HelpButton />
        <button type="button" class="plain me-button" aria-expanded={open} aria-controls="me" onClick={() => setOpen(!open)}>
          {t('menu')}
        </button>
        <div id="me" class={open ? 'me open' : 'me'}>
          <Identity />
          <Preferences />
          <button type="button" class="plain" aria-keyshortcuts="?" onClick={showKeys}>
            {t('keyboard')} <kbd aria-hidden="true">?</kbd>
          </button>
        </div>
      </header>
      {!online.value && (
        <p class="line-away" role="status">
          {t('offline')} · <Link href="/waiting">{t('kept_files')}</Link>
        </p>
      )}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <NoticeBoard />
      <HelpPanel />
      {keys && (
        <Suspense fallback={null}>
          <KeyMap keys={keys} onClose={() => setKeys(null)} />
        </Suspense>
      )}
    </>
  );
}

function Identity() {
  const { person, charges, posts, chargeId } = session.value ?? { charges: [], posts: [] };
  const post = actingPost.value;
  return (
    <div class="identity">
      <Link href="/profile">{either(person?.name_hi, person?.name_en)}</Link>
      {charges.length > 1 ? (
        <select
          aria-label={t('charge')}
          value={chargeId ?? ''}
          disabled={!online.value}
          onChange={(event) => void chooseCharge(event.currentTarget.value)}
        >
          {charges.map((charge) => {
            const held = posts.find((each) => each.id === charge.post_id);
            return (
              <option key={charge.id} value={charge.id}>
                {either(held?.designation_hi, held?.designation_en)}
              </option>
            );
          })}
        </select>
      ) : (
        <span class="soft">{either(post?.designation_hi, post?.designation_en)}</span>
      )}
      <SignOut />
    </div>
  );
}
