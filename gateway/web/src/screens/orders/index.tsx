import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { useAttempt } from '../../acts/attempt';
import { type Schemas, api, every, view } from '../../api/client';
import { moment, number as count, words } from '../../i18n';
import { onMessage } from '../../live';
import { Marked } from '../../parts/marked/Marked';
import { tell } from '../../parts/notices';
import { personName, signingPost } from '../../parts/office/who';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import './orders.css';

const t = words({ hi, en });
type Order = Schemas['OralOrderView'];
const BOXES = ['to_confirm', 'awaited'] as const;

/** Oral orders that wait for one's own word, and those of this desk that wait for an officer's. */
export default function OralOrders() {
  const lists = useView('desk:oral-orders', async () => {
    const [to_confirm, awaited] = await Promise.all(BOXES.map(load));
    return { to_confirm: to_confirm ?? [], awaited: awaited ?? [] };
  }).value;
  const { reload } = lists;
  useEffect(() => onMessage(() => void reload()), [reload]);
  if (!lists.value) return lists.error ? <Trouble error={lists.error} again={() => void reload()} /> : <Waiting />;
  const shown = lists.value;
  return (
    <div class="orders-screen">
      <h1>{t('heading')}</h1>
      {BOXES.map((box) => (
        <section key={box} aria-labelledby={`orders-${box}`}>
          <h2 id={`orders-${box}`}>
            {t(box)} ({count(shown[box].length)})
          </h2>
          {shown[box].length === 0 && <p class="soft">{t(`none_${box}`)}</p>}
          {shown[box].map((order) => (
            <One key={order.note_id} order={order} onAnswered={() => void reload()} />
          ))}
        </section>
      ))}
    </div>
  );
}

function load(box: (typeof BOXES)[number]): Promise<Order[]> {
  return every((cursor) => view(api.GET('/oral-orders', { params: { query: { box, limit: 200, ...(cursor ? { cursor } : {}) } } })));
}

function One({ order, onAnswered }: { order: Order; onAnswered: () => void }) {
  const attempt = useAttempt();
  const [denying, setDenying] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const may = (act: string) => order.allowed_actions?.includes(act) ?? false;

  const send = (act: 'confirm' | 'deny', body: Record<string, unknown>) =>
    attempt({
      kind: `${act}_oral_order`,
      method: 'POST',
      queue: order.file_id,
      about: order.file_number,
      path: `/oral-orders/${order.note_id}/${act}`,
      body,
    }).then((outcome) => {
      if (outcome.state !== 'refused') onAnswered();
      return outcome;
    });

  async function confirm(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const outcome = await send('confirm', {});
    setBusy(false);
    if (outcome.state === 'refused') setTrouble(outcome.trouble);
    else tell(t(outcome.state === 'queued' ? 'waits' : 'confirmed'), outcome.state === 'queued' ? 'warn' : 'good');
  }
  const { ordered_by: officer, recorded_by: by } = order;
  return (
    <article class="card order" id={order.note_id} aria-label={order.file_number}>
      <h3>
        {order.may_open_file ? <Link href={`/files/${order.file_id}`}>{order.file_number}</Link> : order.file_number}{' '}
        {order.subject}
      </h3>
      <p class="soft">
        {t('given', { name: personName(officer.person), at: moment(order.ordered_at), means: t(`means_${order.means}`) })} ·{' '}
        {t('recorded_by', { name: personName(by.person), post: signingPost(by), at: moment(order.recorded_at) })}
      </p>
      {order.paragraphs.map(({ number, text }) => (
        <div key={number} class="paragraph">
          <span class="paragraph-number">{number}.</span>
          <div>
            <Marked text={text} />
          </div>
        </div>
      ))}
      <Trouble error={trouble} />
      <div class="actions">
        {may('confirm_oral_order') && (
          <button type="button" class="main" disabled={busy} onClick={() => void confirm()}>
            {t('confirm')}
          </button>
        )}
        {may('deny_oral_order') && (
          <button type="button" disabled={busy} onClick={() => setDenying(true)}>
            {t('deny')}
          </button>
        )}
      </div>
      {denying && (
        <ReasonDialog
          title={t('deny_heading')}
          about={order.file_number}
          doLabel={t('deny_now')}
          done={t('denied')}
          send={(reason) => send('deny', { reason })}
          onClose={() => setDenying(false)}
        />
      )}
    </article>
  );
}
