import { useEffect } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { language, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** An address behind which there is no screen: mistyped, or of an older link. */
export default function NotFound() {
  const [path] = useLocation();
  useEffect(() => {
    document.title = `${t('heading')} · पत्रावली`;
    return () => {
      document.title = 'पत्रावली';
    };
  }, [language.value]);
  return (
    <div class="card apart">
      <h1>{t('heading')}</h1>
      <p>
        {t('what')} <code>{path}</code>
      </p>
      <p>{t('do')}</p>
      <div class="actions">
        <Link href="/" class="button main">
          {t('to_desk')}
        </Link>
        <button type="button" onClick={() => history.back()}>
          {t('back')}
        </button>
      </div>
    </div>
  );
}
