import { useState } from 'preact/hooks';
import { Away, refusalOf } from '../../api/client';
import { session, signIn } from '../../api/session';
import { words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Field } from '../../parts/Field';
import { Trouble } from '../../parts/Trouble';
import { Preferences } from '../../shell/Preferences';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** The first screen; with `over` a dialogue over the work of somebody whose session ended meanwhile. */
export function SignIn({ over = false }: { over?: boolean }) {
  if (over) {
    return (
      <Dialog title={t('heading')}>
        <p>{t('expired')}</p>
        <SignInForm userName={session.value?.person.user_name ?? ''} />
      </Dialog>
    );
  }
  return (
    <div class="front">
      <header>
        <img src="/static/icon.svg" alt="" width="56" height="56" />
        <h1>पत्रावली</h1>
        <p>{t('lead')}</p>
      </header>
      <main class="card">
        <h2>{t('heading')}</h2>
        <SignInForm userName="" />
      </main>
      <footer>
        <Preferences />
        <a href="/status">{t('status_link')}</a>
      </footer>
    </div>
  );
}

function SignInForm({ userName }: { userName: string }) {
  const [name, setName] = useState(userName);
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: Event) {
    event.preventDefault();
    setBusy(true);
    try {
      const response = await signIn(name.trim(), password);
      if (!response.ok) setTrouble(refusalOf(response.status, await response.json().catch(() => null)));
    } catch {
      setTrouble(new Away('offline'));
    }
    setBusy(false);
  }

  return (
    <form onSubmit={submit}>
      <Field label={t('user_name')}>
        {(attributes) => (
          <input
            {...attributes}
            name="username"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('password')}>
        {(attributes) => (
          <input
            {...attributes}
            name="password"
            type="password"
            autocomplete="current-password"
            required
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <Trouble error={trouble} />
      <button class="main" disabled={busy}>
        {t('sign_in')}
      </button>
    </form>
  );
}
