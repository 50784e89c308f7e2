import { useEffect } from 'preact/hooks';
import { session } from '../../api/session';
import { either, language, words } from '../../i18n';
import { OwnNotings } from '../../parts/notings/OwnNotings';
import en from './en.json';
import { Everywhere } from './Everywhere';
import hi from './hi.json';
import { Notifications } from './Notifications';
import { PasswordForm } from './PasswordForm';
import './profile.css';

const t = words({ hi, en });

/** One's own account: password, how one is told, and signing out elsewhere. */
export default function Profile() {
  const person = session.value?.person;
  useEffect(() => {
    document.title = `${t('heading')} · पत्रावली`;
  }, [language.value]);
  return (
    <div class="profile">
      <h1>{t('heading')}</h1>
      <p>
        {either(person?.name_hi, person?.name_en)} <span class="soft">{person?.user_name}</span>
      </p>
      <section class="card" aria-labelledby="told">
        <h2 id="told">{t('notifications')}</h2>
        <Notifications />
      </section>
      <section class="card" aria-labelledby="own-notings">
        <h2 id="own-notings">{t('own_notings')}</h2>
        <OwnNotings />
      </section>
      <section class="card" aria-labelledby="password">
        <h2 id="password">{t('password')}</h2>
        <PasswordForm />
      </section>
      <section class="card" aria-labelledby="everywhere">
        <h2 id="everywhere">{t('everywhere')}</h2>
        <Everywhere />
      </section>
    </div>
  );
}
