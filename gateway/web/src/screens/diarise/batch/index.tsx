import { useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type Schemas, api, view, whileActing } from '../../../api/client';
import { number, words } from '../../../i18n';
import { useKeys } from '../../../keys';
import { Trouble } from '../../../parts/Trouble';
import { useKeptText } from '../../../store/texts';
import { type Batch, aBatch, enter, entered, nextBag, open } from './batch';
import './batch.css';
import { Common } from './Common';
import en from './en.json';
import { Grid } from './Grid';
import hi from './hi.json';
import { Slips } from './Slips';

const t = words({ hi, en });

/** A bag of letters, entered from the keyboard or pasted from a spreadsheet. */
export default function BatchEntry() {
  const kept = useKeptText<Batch>('diarise.batch', aBatch());
  const latest = useRef(kept.value);
  latest.current = kept.value;
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [printing, setPrinting] = useState(false);
  const [over, setOver] = useState(false);
  const batch = kept.value;
  const waiting = open(batch);
  const done = entered(batch);

  function write(next: Batch): void {
    latest.current = next;
    kept.write(next);
  }

  async function submit(): Promise<void> {
    if (progress || waiting.length === 0) return;
    setTrouble(null);
    setOver(false);
    setProgress({ done: 0, count: waiting.length });
    const stillActing = whileActing();
    const broken = await enter(batch, {
      post: (id, body) => {
        stillActing();
        return diarise(id, body).then((receipt) => {
          setProgress((before) => before && { ...before, done: before.done + 1 });
          return receipt;
        });
      },
      keep: (change) => Promise.resolve(write(change(latest.current))),
      incomplete: t('incomplete'),
    }).catch((error: unknown) => error);
    setTrouble(broken);
    setProgress(null);
    setOver(true);
  }

  useKeys({ 'Ctrl+Enter': { label: t('diarise', { count: number(waiting.length) }), run: () => void submit() } });
  if (printing) return <Slips receipts={done.flatMap((row) => row.done ?? [])} onClose={() => setPrinting(false)} />;
  return (
    <>
      <h1>{t('heading')}</h1>
      <p class="soft">
        {t('lead')} <Link href="/diarise">{t('one')}</Link>
      </p>
      {kept.keeping === 'unsaved' && <p class="notice">{t('unsaved')}</p>}
      <Common shared={batch.shared} locked={progress !== null} onChange={(shared) => write({ ...batch, shared })} />
      <Grid batch={batch} locked={progress !== null} onChange={write} />
      <Trouble error={trouble} />
      <p role="status">
        {over && done.length > 0 && t('all_done', { count: number(done.length) })}{' '}
        {over && waiting.length > 0 && <strong>{t('some_left', { count: number(waiting.length) })}</strong>}
      </p>
      <div class="actions">
        <button
          type="button"
          class="main"
          disabled={progress !== null || waiting.length === 0}
          aria-keyshortcuts="Control+Enter"
          onClick={() => void submit()}
        >
          {progress ? t('busy', { done: number(progress.done), count: number(progress.count) }) : t('diarise', { count: number(waiting.length) })}
        </button>
        {done.length > 0 && !progress && (
          <>
            <button type="button" onClick={() => setPrinting(true)}>
              {t('slips', { count: number(done.length) })}
            </button>
            <button type="button" onClick={() => write(nextBag(batch))}>
              {t('next_bag')}
            </button>
          </>
        )}
      </div>
    </>
  );
}

function diarise(id: string, body: Schemas['DiariseReceipt']): Promise<Schemas['ReceiptView']> {
  return view(api.POST('/receipts', { body, headers: { 'Idempotency-Key': id } }));
}
