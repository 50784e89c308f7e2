import { useEffect, useState } from 'preact/hooks';
import { number, words } from '../../i18n';
import { type Batch, batches, putAway, send, takeBack } from './sending';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** Acts on many things: while they can be taken back, while they go, and what became of each. */
export function Batches() {
  return (
    <>
      {batches.value.map((batch) => (
        <section key={batch.id} class={`batch ${batch.state}`} aria-label={batch.title}>
          <Told batch={batch} />
          <Acts batch={batch} />
          <Refused batch={batch} />
          {batch.state === 'done' && <Each batch={batch} />}
        </section>
      ))}
    </>
  );
}

function Told({ batch }: { batch: Batch }) {
  const seconds = useSeconds(batch);
  const over = batch.items.filter((item) => item.result !== 'held').length;
  const good = batch.items.filter((item) => item.result === 'done').length;
  const values = { title: batch.title, done: number(good), all: number(batch.items.length) };
  return (
    <>
      <p role="status">
        {batch.state === 'held' && t('batch_held', values)}
        {batch.state === 'left' && t('batch_left', values)}
        {batch.state === 'going' && t('batch_going', values)}
        {batch.state === 'done' && t('batch_done', values)}
      </p>
      {batch.state === 'held' && <span aria-hidden="true">{t('in_seconds', { count: number(seconds) })}</span>}
      {batch.state === 'going' && <progress aria-label={batch.title} max={batch.items.length} value={over} />}
    </>
  );
}

function Acts({ batch }: { batch: Batch }) {
  if (batch.state === 'going') return null;
  if (batch.state === 'done') {
    return (
      <button type="button" class="plain" onClick={() => void putAway(batch.id)}>
        {t('put_away')}
      </button>
    );
  }
  return (
    <span class="actions">
      <button type="button" class="main" onClick={() => void takeBack(batch.id)}>
        {t(batch.state === 'held' ? 'take_back' : 'discard')}
      </button>
      <button type="button" onClick={() => void send(batch.id)}>
        {t('send_now')}
      </button>
    </span>
  );
}

/** What did not go through, with the reason beside its number. */
function Refused({ batch }: { batch: Batch }) {
  const apart = batch.items.filter((item) => item.result === 'refused' || item.result === 'queued');
  if (apart.length === 0) return null;
  return (
    <ul>
      {apart.map((item) => (
        <li key={item.id} class={item.result === 'refused' ? 'error' : ''}>
          {item.about}: {item.result === 'refused' ? item.reason : t('item_queued')}
        </li>
      ))}
    </ul>
  );
}

/** All of them, for who wants to see what became of each. */
function Each({ batch }: { batch: Batch }) {
  return (
    <details>
      <summary>{t('each_result')}</summary>
      <ul>
        {batch.items.map((item) => (
          <li key={item.id}>
            {item.about}: {item.result === 'done' ? t('item_done') : item.reason || t('item_queued')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function useSeconds({ state, dueAt }: Batch): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (state !== 'held') return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [state]);
  return Math.max(0, Math.ceil((dueAt - now) / 1000));
}
