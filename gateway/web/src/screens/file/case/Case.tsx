import { useState } from 'preact/hooks';
import { onFile } from '../../../acts';
import { useAttempt } from '../../../acts/attempt';
import { either, moment, number as count, words } from '../../../i18n';
import { tell } from '../../../parts/notices';
import { postName } from '../../../parts/office/who';
import { ReasonDialog } from '../../../parts/ReasonDialog';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { type Case as FileCase, type FileView, caseOf, may, useLoaded } from '../views';
import en from './en.json';
import hi from './hi.json';
import { Limits } from './Limits';
import './case.css';

const t = words({ hi, en });
type Item = FileCase['checklist'][number];
type State = NonNullable<Item['state']>;

/** The file as a case: how long there is, and what has to lie in it or be done before it is closed. */
export default function Case({ file }: { file: FileView }) {
  const seen = useLoaded(caseOf(file.id));
  const found = seen.value?.case;
  if (!found) return seen.error ? <Trouble error={seen.error} again={() => void seen.reload()} /> : <Waiting />;
  const { case_type: type } = found;
  return (
    <section class="case">
      <h2>{t('case', { name: either(type.name_hi, type.name_en) })}</h2>
      <p class="soft">
        {t('received', { time: moment(found.began_at) })} ·{' '}
        {t('rules_of', { pack: type.pack, version: count(type.pack_version) })}
      </p>
      <Limits file={file} found={found} />
      <Checklist file={file} items={found.checklist} />
    </section>
  );
}

function Checklist({ file, items }: { file: FileView; items: Item[] }) {
  const open = items.filter((item) => item.mandatory && item.state === 'open').length;
  return (
    <>
      <h3>{t('checklist')}</h3>
      <p role="status">{open > 0 ? t('open_mandatory', { count: count(open) }) : t('all_marked')}</p>
      <ol class="checklist">
        {items.map((item) => (
          <Line key={item.code} file={file} item={item} />
        ))}
      </ol>
    </>
  );
}

function Line({ file, item }: { file: FileView; item: Item }) {
  const attempt = useAttempt();
  const [asked, setAsked] = useState<'not_applicable' | 'again' | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const name = either(item.name_hi, item.name_en);

  function send(state: State, remarks: string) {
    const body = { item: item.code, state, remarks };
    return attempt(onFile(file, { kind: 'mark_checklist_item', path: `/files/${file.id}/case/checklist`, body }));
  }
  async function done(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const outcome = await send('done', '');
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'act_waits' : 'marked_done'), outcome.state === 'queued' ? 'warn' : 'good');
  }
  return (
    <li class={`item ${item.state}`}>
      <span class="item-name">
        {name} <span class="soft">{t(`kind_${item.kind}`)}</span>{' '}
        {item.mandatory && item.state === 'open' && <span class="badge warn">{t('mandatory')}</span>}
      </span>
      <span>
        <span class="badge">{t(item.state ?? 'open')}</span>{' '}
        {item.by && item.at && <span class="soft">{t('marked', { post: postName(item.by.post), time: moment(item.at) })}</span>}
        {item.remarks && <span> {item.remarks}</span>}
      </span>
      {may(file, 'mark_checklist_item') && (
        <span class="actions no-print">
          {item.state === 'open' ? (
            <>
              <button type="button" disabled={busy} aria-label={`${t('mark_done')}: ${name}`} onClick={() => void done()}>
                {t('mark_done')}
              </button>
              <button type="button" aria-label={`${t('not_applicable')}: ${name}`} onClick={() => setAsked('not_applicable')}>
                {t('not_applicable')}
              </button>
            </>
          ) : (
            <button type="button" aria-label={`${t('again')}: ${name}`} onClick={() => setAsked('again')}>
              {t('again')}
            </button>
          )}
        </span>
      )}
      <Trouble error={trouble} />
      {asked && (
        <ReasonDialog
          title={t(`${asked}_heading`)}
          about={name}
          doLabel={t(asked)}
          done={t(asked === 'again' ? 'again_done' : 'marked_done')}
          send={(reason) => send(asked === 'again' ? 'open' : 'not_applicable', reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </li>
  );
}
