import { signOut } from '../../api/session';
import { words } from '../../i18n';
import { Preferences } from '../../shell/Preferences';
import en from './en.json';
import hi from './hi.json';
import { PasswordForm } from './PasswordForm';

const t = words({ hi, en });

/** After a one-time password nothing else can be done before it is changed. */
export default function FirstPassword() {
  return (
    <div class="front">
      <main class="card">
        <h1>{t('first_heading')}</h1>
        <p>{t('first_lead')}</p>
        <PasswordForm first />
        <button type="button" class="plain" onClick={() => void signOut()}>
          {t('sign_out')}
        </button>
      </main>
      <footer>
        <Preferences />
      </footer>
    </div>
  );
}
