import { useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { moment, words } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { personName, postName } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';

const t = words({ hi, en });

/** A superior takes the file out of the hands of a desk below, and says why. */
export function PullUp({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const [despite, setDespite] = useState(false);
  function send(reason: string) {
    // Who pulls it up does not have it, so the act is held to no stay of it.
    const body = { reason, custody_number: undefined, ...(despite ? { despite_lease: true } : {}) };
    return attempt(onFile(file, { kind: 'pull_up_file', path: `/files/${file.id}/pull-up`, body }));
  }
  return (
    <ReasonDialog
      title={t('pull_up_heading')}
      about={`${file.number} · ${file.subject}`}
      doLabel={t('pull_up_now')}
      done={t('pull_up_done')}
      send={send}
      onClose={onClose}
    >
      <p>{t('pull_up_told', { post: postName(file.holder) })}</p>
      {file.lease && (
        <label class="check">
          <input type="checkbox" checked={despite} onChange={(event) => setDespite(event.currentTarget.checked)} />
          {t('pull_up_lease', { name: personName(file.lease.person), until: moment(file.lease.expires_at) })}
        </label>
      )}
    </ReasonDialog>
  );
}
