import { useState } from 'preact/hooks';
import { session } from '../../api/session';
import { day, duration, either, moment, since, words } from '../../i18n';
import { KeptHere } from '../../offline/KeptHere';
import { Due, Marks, gradingName, personName, postName, urgencyName } from '../../parts/office/who';
import { Actions } from './Actions';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  /** It was not fetched just now. */
  stale: boolean;
  /** Bring the place into view where notes are written. */
  onWrite: () => void;
}

/** Number, subject, where it lies and what can be done with it. */
export function FileHead({ file, stale, onWrite }: Props) {
  const [more, setMore] = useState(false);
  return (
    <header class="file-head">
      <p class="file-number">{file.number}</p>
      <h1>{either(file.subject, file.subject_en)}</h1>
      <p class="file-state">
        <Marks of={file} />
        {file.state === 'closed' && <span class="badge">{t('closed_on', { day: day(file.closed_at) })}</span>}
        {file.parked && <span class="badge warn">{t('parked_until', { day: day(file.parked.until) })}</span>}
        <Due on={file.due_on} />
        <span>
          {liesWith(file)}
          {!file.opened_at && <span class="soft"> · {t('not_opened')}</span>}
        </span>
        {file.lease && file.lease.person.person_id !== session.value?.person.id && (
          <span class="badge warn">
            {t('leased', { name: personName(file.lease.person), until: moment(file.lease.expires_at) })}
          </span>
        )}
        <button type="button" class="link" aria-expanded={more} onClick={() => setMore(!more)}>
          {t('details')}
        </button>
      </p>
      {more && <Details file={file} />}
      <KeptHere file={file} stale={stale} />
      <Actions file={file} onWrite={onWrite} />
    </header>
  );
}

function liesWith(file: FileView): string {
  const seconds = since(file.held_since);
  const post = postName(file.holder);
  return seconds < 60 ? t('just_came', { post }) : t('lies_with', { post, time: duration(seconds) });
}

function Details({ file }: { file: FileView }) {
  return (
    <dl class="details">
      <dt>{t('opened_by_whom')}</dt>
      <dd>
        {personName(file.created_by.person)}, {postName(file.created_by.post)} · {moment(file.created_at)}
      </dd>
      <dt>{t('grading')}</dt>
      <dd>{gradingName(file.grading)}</dd>
      <dt>{t('urgency')}</dt>
      <dd>{urgencyName(file.urgency)}</dd>
      {file.parked && (
        <>
          <dt>{t('parked_why')}</dt>
          <dd>{file.parked.reason}</dd>
        </>
      )}
    </dl>
  );
}
