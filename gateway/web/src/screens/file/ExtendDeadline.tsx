import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { today, words } from '../../i18n';
import { deadlineName, deadlineOf } from '../../parts/office/who';
import { ReasonDialog } from '../../parts/ReasonDialog';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';

const t = words({ hi, en });
const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** A later deadline for the matter, or its first, with the reason, which stays on the record. */
export function ExtendDeadline({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const present = file.deadline ?? null;
  // The day of the deadline itself is taken: a deadline is only ever made later.
  const earliest = Math.max(present ? Date.parse(present) + DAY : 0, Date.now());
  const until = {
    label: t('deadline_until'),
    hint: present ? t('deadline_now', { at: deadlineName(present) }) : t('deadline_none'),
    first: today(earliest),
    usual: today(earliest + (present ? 0 : WEEK)),
  };
  return (
    <ReasonDialog
      title={t(present ? 'extend_deadline' : 'set_deadline')}
      about={`${file.number} · ${file.subject}`}
      doLabel={t(present ? 'extend_deadline' : 'set_deadline')}
      done={t('deadline_extended')}
      day={until}
      send={(reason, day) =>
        attempt(onFile(file, { kind: 'extend_deadline', path: `/files/${file.id}/deadline`, body: { reason, deadline: deadlineOf(day) } }))
      }
      onClose={onClose}
    />
  );
}
