import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { today, words } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';

const t = words({ hi, en });
const DAY = 86_400_000;
const WEEK = 7 * DAY;

interface Props {
  file: FileView;
  act: 'reopen' | 'park';
  onClose: () => void;
}

/** Reopening and putting aside a file. */
export function WithReason({ file, act, onClose }: Props) {
  const attempt = useAttempt();
  const until = {
    label: t('park_until'),
    hint: t('park_hint'),
    first: today(Date.now() + DAY),
    usual: today(Date.now() + WEEK),
  };
  function send(reason: string, day: string) {
    const body: Record<string, unknown> = act === 'park' ? { reason, until: day } : { reason };
    // Who reopens need not have the file, so the act is held to no stay of it.
    if (act === 'reopen') body['custody_number'] = undefined;
    return attempt(onFile(file, { kind: `${act}_file`, path: `/files/${file.id}/${act}`, body }));
  }
  return (
    <ReasonDialog
      title={t(`${act}_heading`)}
      about={`${file.number} · ${file.subject}`}
      doLabel={t(`${act}_now`)}
      done={t(`${act}_done`)}
      {...(act === 'park' ? { day: until } : {})}
      send={send}
      onClose={onClose}
    />
  );
}
