import { number, today, words } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import en from './en.json';
import hi from './hi.json';
import { parking } from './parking';
import { type Row, aboutOf } from './rows';
import { hold } from './sending';

const t = words({ hi, en });
const DAY = 86_400_000;
const WEEK = 7 * DAY;

interface Props {
  rows: Row[];
  onClose: () => void;
  onHeld: () => void;
}

/** Puts files aside until a day, one or many, with one reason; the whole can be taken back for a moment. */
export default function Park({ rows, onClose, onHeld }: Props) {
  const first = rows[0];
  async function send(reason: string, until: string) {
    const title = t('batch_park', { count: number(rows.length) });
    await hold(title, parking(rows, reason, until));
    onHeld();
    return { state: 'done' as const, view: null };
  }
  return (
    <ReasonDialog
      title={t('park_heading')}
      about={rows.length === 1 && first ? aboutOf(first) : t('park_many', { count: number(rows.length) })}
      doLabel={t('park')}
      done={t('park_held')}
      day={{
        label: t('park_until'),
        hint: t('park_hint'),
        first: today(Date.now() + DAY),
        usual: today(Date.now() + WEEK),
      }}
      send={send}
      onClose={onClose}
    />
  );
}
