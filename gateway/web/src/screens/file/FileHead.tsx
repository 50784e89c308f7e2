import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { session } from '../../api/session';
import { day, duration, either, moment, number as count, since, words } from '../../i18n';
import { KeptHere } from '../../offline/KeptHere';
import { Deadline, Due, Marks, deadlineName, gradingName, levelNames, personName, postName, urgencyName } from '../../parts/office/who';
import { held } from '../desk/sending';
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
        {file.part_number && <span class="badge">{t('part_badge', { number: count(file.part_number) })}</span>}
        {file.volume_number > 1 && <span class="badge">{t('volume_badge', { number: count(file.volume_number) })}</span>}
        {file.merged_at && <span class="badge">{t('part_merged_on', { day: day(file.merged_at) })}</span>}
        {file.disposal && <span class="badge">{either(file.disposal.name_hi, file.disposal.name_en)}</span>}
        {file.parked && <span class="badge warn">{t('parked_until', { day: day(file.parked.until) })}</span>}
        {file.stopped && <span class="badge warn">{t(`stopped_${file.stopped.reason}`)}</span>}
        <Due on={file.due_on} />
        <Deadline at={file.deadline} closed={file.state === 'closed'} />
        {file.open_tl_letters > 0 && (
          <Link class="badge warn" href={`/time-limits?file=${file.id}`}>
            {t('under_time_limit', { count: count(file.open_tl_letters) })}
          </Link>
        )}
        {file.open_consultations > 0 && (
          <span class="badge">{t('opinions_awaited', { count: count(file.open_consultations) })}</span>
        )}
        {(file.returns_through ?? []).length > 0 && (
          <span class="badge warn">{t('returns_through', { levels: levelNames(file.returns_through) })}</span>
        )}
        {held.value.includes(file.id) && (
          <a class="badge warn" href="/">
            {t('leaving')}
          </a>
        )}
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
      {file.case_type && (
        <>
          <dt>{t('case_type')}</dt>
          <dd>{either(file.case_type.name_hi, file.case_type.name_en)}</dd>
        </>
      )}
      {file.subject_head && (
        <>
          <dt>{t('subject_head')}</dt>
          <dd>{either(file.subject_head.name_hi, file.subject_head.name_en)}</dd>
        </>
      )}
      {file.retention && (
        <>
          <dt>{t('retention')}</dt>
          <dd>
            {either(file.retention.name_hi, file.retention.name_en)} {file.retention.chosen && <span class="badge">{t('retention_chosen')}</span>}
          </dd>
        </>
      )}
      <dt>{t('urgency')}</dt>
      <dd>{urgencyName(file.urgency)}</dd>
      {file.deadline && (
        <>
          <dt>{t('deadline')}</dt>
          <dd>{deadlineName(file.deadline)}</dd>
        </>
      )}
      {file.parked && (
        <>
          <dt>{t('parked_why')}</dt>
          <dd>{file.parked.reason}</dd>
        </>
      )}
      {file.stopped && (
        <>
          <dt>{t('what_is_awaited')}</dt>
          <dd>
            {file.stopped.remarks} · {moment(file.stopped.since)}
          </dd>
        </>
      )}
    </dl>
  );
}
