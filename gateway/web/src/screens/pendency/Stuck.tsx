import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { day, duration, either, since, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import { longestWaiting } from './stuck';
import type { DeskPendency } from './table';

const t = words({ hi, en });

interface Props {
  desks: DeskPendency[];
  /** On a wall everybody in the room reads them. */
  subjects: boolean;
}

/** What is stuck and since when, the longest waiting first, whichever desk has it. */
export function Stuck({ desks, subjects }: Props) {
  const view = useView('pendency/longest', () => longestWaiting(desks)).value;
  // Asked again with the table.
  useEffect(() => void view.reload(), [desks]);
  return (
    <section class="stuck">
      <h2>{t('longest')}</h2>
      <p class="soft">{t('longest_hint')}</p>
      {!view.value && (view.error ? <Trouble error={view.error} again={() => void view.reload()} /> : <Waiting />)}
      {view.value?.length === 0 && <p>{t('nothing')}</p>}
      {view.value && view.value.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('longest')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('number')}</th>
                {subjects && <th scope="col">{t('subject')}</th>}
                <th scope="col">{t('desk')}</th>
                <th scope="col">{t('since_day')}</th>
                <th scope="col">{t('since')}</th>
              </tr>
            </thead>
            <tbody>
              {view.value.map((item) => (
                <tr key={item.id}>
                  <th scope="row">
                    <Link href={`/files/${item.id}`}>{item.number}</Link>
                  </th>
                  {subjects && <td>{item.subject}</td>}
                  <td>{either(item.holder.designation_hi, item.holder.designation_en)}</td>
                  <td>{day(item.arrived_at)}</td>
                  <td>{duration(since(item.arrived_at))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
