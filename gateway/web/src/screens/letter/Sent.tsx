import { api, view } from '../../api/client';
import { moment, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import type { LetterView } from './views';

const t = words({ hi, en });

/** How it went out to each of its addressees, from the dispatch register. */
export function Sent({ letter }: { letter: LetterView }) {
  const load = () => view(api.GET('/dispatches', { params: { query: { letter_id: letter.id } } }));
  const lines = useView(`letter:${letter.id}:dispatches`, load).value;
  const found = lines.value?.items ?? [];
  return (
    <section aria-labelledby="sent-heading">
      <h2 id="sent-heading">{t('sent')}</h2>
      <Trouble error={lines.error} again={() => void lines.reload()} />
      <ul class="sent">
        {letter.addressees.map(({ name }, at) => {
          const line = found.find((each) => each.addressee_number === at + 1);
          return (
            <li key={at}>
              {name}:{' '}
              {line
                ? t('sent_line', { serial: line.serial, year: line.year, mode: t(`mode_${line.mode}`), at: moment(line.dispatched_at) })
                : t('sent_not_yet')}{' '}
              {line?.tracking_number && <code>{line.tracking_number}</code>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
