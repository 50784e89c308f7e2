import { useState } from 'preact/hooks';
import { Refusal, api, view } from '../../api/client';
import { bearer, renew, session } from '../../api/session';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
/** The server's bound; it says the rest itself. */
const SHORTEST = 12;
const EMPTY = { old: '', fresh: '', again: '' };

/** Change one's password; `first` after a one-time one. */
export function PasswordForm({ first = false }: { first?: boolean }) {
  const [typed, setTyped] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const differs = typed.again !== '' && typed.again !== typed.fresh;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || typed.again !== typed.fresh) return;
    setBusy(true);
    setTrouble(null);
    try {
      await view(api.PUT('/me/password', { body: { old_password: typed.old, new_password: typed.fresh } }));
      setTyped(EMPTY);
      tell(t('changed'));
      // The next token has the charge that a one-time password withheld.
      await renew((await bearer()) ?? undefined);
    } catch (refused) {
      setTrouble(refused);
    }
    setBusy(false);
  }

  const field = (name: keyof typeof EMPTY, autocomplete: string, more: { hint?: string; error?: string | undefined } = {}) => (
    <Field label={t(name)} {...more}>
      {(attributes) => (
        <input
          {...attributes}
          type="password"
          required
          minLength={name === 'old' ? 1 : SHORTEST}
          maxLength={longest.password}
          autocomplete={autocomplete}
          value={typed[name]}
          onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit}>
      {/* Password managers need the name beside the password. */}
      <input type="text" hidden autocomplete="username" value={session.value?.person.user_name ?? ''} readOnly />
      {field('old', 'current-password', first ? { hint: t('old_hint') } : {})}
      {field('fresh', 'new-password', { hint: t('fresh_hint') })}
      {field('again', 'new-password', { error: differs ? t('differs') : undefined })}
      <Trouble error={trouble} />
      {trouble instanceof Refusal && trouble.errors.map((each) => <p key={each.pointer} class="error">{each.message}</p>)}
      <button class="main" disabled={busy || differs}>
        {t('change')}
      </button>
    </form>
  );
}
