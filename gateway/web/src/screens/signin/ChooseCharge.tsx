import { chooseCharge, session, signOut } from '../../api/session';
import { either, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** For people who hold several charges and have not said which one they act under. */
export function ChooseCharge() {
  const { charges, posts } = session.value ?? { charges: [], posts: [] };
  return (
    <div class="front">
      <main class="card">
        <h1>{t('charge_heading')}</h1>
        {charges.length === 0 && <p>{t('charge_none')}</p>}
        <ul class="choices">
          {charges.map((charge) => {
            const post = posts.find((each) => each.id === charge.post_id);
            return (
              <li key={charge.id}>
                <button type="button" onClick={() => void chooseCharge(charge.id)}>
                  {either(post?.designation_hi, post?.designation_en)}
                </button>
              </li>
            );
          })}
        </ul>
        <button type="button" class="plain" onClick={() => void signOut()}>
          {t('sign_out')}
        </button>
      </main>
    </div>
  );
}
