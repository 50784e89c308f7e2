import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { onFile } from '../../../acts';
import { type Attempt, useAttempt } from '../../../acts/attempt';
import { day, number as count, words } from '../../../i18n';
import { tell } from '../../../parts/notices';
import { gradingName, personName, postName } from '../../../parts/office/who';
import { ReasonDialog } from '../../../parts/ReasonDialog';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { PapersOfFile } from '../../papers/OfFile';
import { type FileView, may, relatedOf, useLoaded } from '../views';
import en from './en.json';
import hi from './hi.json';
import { LinkDialog } from './LinkDialog';
import { Sure } from './Sure';
import { type Other, groupsOf } from './groups';

const t = words({ hi, en });
type Asked = 'link' | 'part' | 'volume' | 'merge';

/** What belongs with the file: its main file, parts and volumes, and what it is linked with or refers to. */
export default function Related({ file }: { file: FileView }) {
  const seen = useLoaded(relatedOf(file.id));
  const [asked, setAsked] = useState<Asked | null>(null);
  const can = (act: string) => may(file, act);
  const groups = seen.value ? groupsOf(seen.value.items) : null;
  return (
    <section class="related">
      <p class="actions no-print">
        {can('link_file') && <Ask act="link" onAsk={setAsked} />}
        {can('open_part_file') && <Ask act="part" onAsk={setAsked} />}
        {can('merge_part_file') && <Ask act="merge" onAsk={setAsked} />}
        {can('open_volume') && <Ask act="volume" onAsk={setAsked} />}
      </p>
      {!groups && (seen.error ? <Trouble error={seen.error} again={() => void seen.reload()} /> : <Waiting />)}
      {groups?.length === 0 && <p class="soft">{t('none')}</p>}
      {groups?.map(({ relation, others }) => (
        <section key={relation} aria-labelledby={`related-${relation}`}>
          <h2 id={`related-${relation}`}>{t(`group_${relation}`)}</h2>
          <ul class="plain-list">
            {others.map((other) => (
              <Line key={other.link_id ?? other.file_id} file={file} other={other} />
            ))}
          </ul>
        </section>
      ))}
      <PapersOfFile fileId={file.id} />
      <Asking asked={asked} file={file} onClose={() => setAsked(null)} />
    </section>
  );
}

function Ask({ act, onAsk }: { act: Asked; onAsk: (act: Asked) => void }) {
  return (
    <button type="button" onClick={() => onAsk(act)}>
      {t(`act_${act}`)}
    </button>
  );
}

function Line({ file, other }: { file: FileView; other: Other }) {
  const attempt = useAttempt();
  const [asked, setAsked] = useState(false);
  const path = `/files/${file.id}/links/${other.link_id}/end`;
  return (
    <li>
      <Link href={`/files/${other.file_id}`}>{other.number}</Link> {other.subject}{' '}
      {other.serial && other.relation !== 'main' && <span class="badge">{t('serial', { number: count(other.serial) })}</span>}{' '}
      {other.grading !== 'normal' && <span class="badge warn">{gradingName(other.grading)}</span>}{' '}
      {other.merged_at ? (
        <span class="badge">{t('merged_on', { day: day(other.merged_at) })}</span>
      ) : (
        <span class="soft">{other.state === 'closed' ? t('closed') : t('lies_with', { post: postName(other.holder) })}</span>
      )}
      {other.by && (
        <span class="soft">
          {' '}
          · {personName(other.by.person)}, {day(other.since)}
        </span>
      )}
      {other.remarks && <span> · {other.remarks}</span>}
      {other.link_id && may(file, 'unlink_file') && (
        <button type="button" class="plain no-print" aria-label={`${t('act_unlink')}: ${other.number}`} onClick={() => setAsked(true)}>
          {t('act_unlink')}
        </button>
      )}
      {asked && (
        <ReasonDialog
          title={t('act_unlink')}
          about={`${file.number} – ${other.number}`}
          doLabel={t('act_unlink')}
          done={t('done_unlink')}
          send={(reason) => attempt(onFile(file, { kind: 'unlink_file', path, body: { reason } }))}
          onClose={() => setAsked(false)}
        />
      )}
    </li>
  );
}

function Asking({ asked, file, onClose }: { asked: Asked | null; file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const [, go] = useLocation();
  const about = `${file.number} · ${file.subject}`;
  /** To the file that came of it, where the line was there. */
  function after(outcome: Attempt<FileView>, done: 'done_part' | 'done_volume' | 'done_merge'): Attempt<FileView> {
    if (outcome.state !== 'done') return outcome;
    tell(t(done, { number: outcome.view.number }));
    go(`/files/${outcome.view.id}`);
    return outcome;
  }
  switch (asked) {
    case 'link':
      return <LinkDialog file={file} onClose={onClose} />;
    case 'part':
      return (
        <ReasonDialog
          title={t('act_part')}
          about={`${about}. ${t('note_part')}`}
          doLabel={t('act_part')}
          done={t('part_opened')}
          // Who opens a part need not have the main file, so the act is held to no stay of it.
          send={async (reason) =>
            after(
              await attempt<FileView>(
                onFile(file, { kind: 'open_part_file', path: `/files/${file.id}/parts`, body: { reason, custody_number: undefined } }),
              ),
              'done_part',
            )
          }
          onClose={onClose}
        />
      );
    case 'volume':
    case 'merge':
      return (
        <Sure
          title={t(`act_${asked}`)}
          about={about}
          note={t(`note_${asked}`)}
          send={async () => {
            const kind = asked === 'volume' ? 'open_volume' : 'merge_part_file';
            const path = `/files/${file.id}/${asked === 'volume' ? 'volumes' : 'merge'}`;
            return after(await attempt<FileView>(onFile(file, { kind, path })), asked === 'volume' ? 'done_volume' : 'done_merge');
          }}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
