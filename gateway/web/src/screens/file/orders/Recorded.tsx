import { Link } from 'wouter-preact';
import type { Schemas } from '../../../api/client';
import { session } from '../../../api/session';
import { moment, words } from '../../../i18n';
import { personName, postName } from '../../../parts/office/who';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** That a note records an order by word of mouth, and whether the officer has confirmed it. */
export function Recorded({ order, noteId }: { order: Schemas['OralOrderRef']; noteId: string }) {
  const { ordered_by: by, state } = order;
  const isOwn = by.person.person_id === session.value?.person.id;
  const at = moment(order.answered_at);
  return (
    <div class="oral-order">
      <p>
        {t('given_by', {
          name: personName(by.person),
          post: postName(by.post),
          at: moment(order.ordered_at),
          means: t(`means_${order.means}`),
        })}
      </p>
      <p>
        <span class={state === 'confirmed' ? 'badge' : 'badge warn'}>{t(`state_${state}`, { at })}</span>{' '}
        {order.remarks}
        {isOwn && state === 'unconfirmed' && <Link href={`/oral-orders#${noteId}`}>{t('answer')}</Link>}
      </p>
    </div>
  );
}
