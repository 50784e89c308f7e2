import { Link } from 'wouter-preact';
import { actingPost, session } from '../../api/session';
import { either, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** A screen that other posts work with: whose it is, and what to do, before anything was typed in vain. */
export default function NotForPost({ screen }: { screen: string }) {
  const post = actingPost.value;
  const others = (session.value?.charges.length ?? 0) > 1;
  return (
    <div class="card apart">
      <h1>{t('apart_heading', { screen })}</h1>
      <p>{t('apart_what', { post: either(post?.designation_hi, post?.designation_en) })}</p>
      <p>{t(others ? 'apart_other_charge' : 'apart_ask')}</p>
      <div class="actions">
        <Link href="/" class="button main">
          {t('to_desk')}
        </Link>
      </div>
    </div>
  );
}
