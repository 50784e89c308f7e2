import { useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { moment, number, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { Choice } from './Controls';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
type Delivery = Schemas['DeliveryRecordView'];
const STATES = ['failed', 'pending', 'delivered', 'skipped'] as const satisfies readonly Delivery['state'][];

const SKIPPED = ['switched_off', 'no_address', 'channel_off', 'template_not_registered'] as const;

/** Why it was not sent, in words; what a provider said stands as it said it. */
function reasonOf({ reason = '' }: Delivery): string {
  const known = SKIPPED.find((each) => each === reason);
  return known ? t(`skip_${known}`) : reason;
}

/** What was sent to people by which way, and what did not arrive. */
export function Deliveries() {
  const [state, setState] = useState<Delivery['state']>('failed');
  const list = useView(`admin:deliveries:${state}`, () =>
    view(api.GET('/admin/deliveries', { params: { query: { state, limit: 100 } } })),
  ).value;
  const items = list.value?.items ?? [];
  return (
    <>
      <Choice label={t('state')} value={state} options={STATES.map((each) => [each, t(`state_${each}`)])} onPick={(each) => setState(each as Delivery['state'])} />
      <Trouble error={list.error} again={() => void list.reload()} />
      {!list.value && !list.error && <Waiting />}
      {list.value && items.length === 0 && <p role="status">{t('no_deliveries')}</p>}
      {items.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('deliveries')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('at')}</th>
                <th scope="col">{t('channel')}</th>
                <th scope="col">{t('address')}</th>
                <th scope="col" class="count">{t('attempts')}</th>
                <th scope="col">{t('reason')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((each) => (
                <tr key={each.id}>
                  <td>{moment(each.created_at)}</td>
                  <td>{t(`channel_${each.channel}`)}</td>
                  <td>{each.address}</td>
                  <td class="count">{number(each.attempts ?? 0)}</td>
                  <td>{reasonOf(each)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
