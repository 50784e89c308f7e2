import { Link } from 'wouter-preact';
import { api, every, view } from '../../api/client';
import { words } from '../../i18n';
import { ContestLine } from '../../parts/contests/Contest';
import { placeName, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const PART = 200;

/** Time that desks below contest, until somebody above them has ruled. */
export function Contests() {
  const contests = useView('contests/to_rule', () =>
    every((cursor) =>
      view(api.GET('/contests', { params: { query: { box: 'to_rule', limit: PART, ...(cursor && { cursor }) } } })),
    ),
  ).value;
  if (!contests.value) return contests.error ? <Trouble error={contests.error} again={() => void contests.reload()} /> : <Waiting />;
  return (
    <section aria-label={t('contests')}>
      <p class="soft">{t('contests_hint')}</p>
      {contests.value.length === 0 && <p>{t('no_contests')}</p>}
      <ul class="contests">
        {contests.value.map((contest) => (
          <li key={contest.id} class="card">
            <Link href={`/files/${contest.file_id}`}>{contest.file_number}</Link> {contest.subject}
            <div>
              <strong>{postName(contest.post)}</strong> <span class="soft">{placeName(contest.post)}</span>
            </div>
            <ContestLine contest={contest} onChange={() => void contests.reload()} />
          </li>
        ))}
      </ul>
    </section>
  );
}
