import { number as count, words } from '../../i18n';
import { placeName, postName } from '../../parts/office/who';
import { type Shares, SHARES, hoursAndMinutes, percentOf, present } from './shares';
import en from './en.json';
import hi from './hi.json';
import type { History } from './views';

const t = words({ hi, en });

/** Who is charged with the file's time: one bar of all shares, and a table of the desks that sums up exactly. */
export function Clock({ desks, whole }: { desks: History['desks']; whole: Shares }) {
  const shown = present(whole);
  return (
    <section class="clock" aria-labelledby="clock-heading">
      <h2 id="clock-heading">{t('clock')}</h2>
      <div class="share-bar" aria-hidden="true">
        {shown.map((share) => (
          <span key={share} class={`share-${share}`} style={{ inlineSize: `${percentOf(whole, share)}%` }} />
        ))}
      </div>
      <ul class="share-key">
        {shown.map((share) => (
          <li key={share} class={`share-${share}`}>
            {t(`share_${share}`)}: <strong>{time(whole[share])}</strong>
          </li>
        ))}
      </ul>
      <details class="card">
        <summary>{t('desk_times')}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={t('desk_times')}>
          <table>
            <caption class="hidden-text">{t('desk_times')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('desk')}</th>
                <th scope="col" class="count">{t('visits')}</th>
                {shown.map((share) => (
                  <th key={share} scope="col" class="count">
                    {t(`share_${share}`)}
                  </th>
                ))}
                <th scope="col" class="count">{t('share_total')}</th>
              </tr>
            </thead>
            <tbody>
              {desks.map((desk) => (
                <tr key={desk.post.post_id}>
                  <td>
                    {postName(desk.post)} <span class="soft">{placeName(desk.post)}</span>
                  </td>
                  <td class="count">{count(desk.visits)}</td>
                  <Times shares={desk.shares} shown={shown} />
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {t('share_sum')}
                </th>
                <Times shares={whole} shown={shown} />
              </tr>
            </tfoot>
          </table>
        </div>
        <p class="soft">{t('clock_note')}</p>
      </details>
    </section>
  );
}

function Times({ shares, shown }: { shares: Shares; shown: readonly (typeof SHARES)[number][] }) {
  return (
    <>
      {shown.map((share) => (
        <td key={share} class="count">
          {time(shares[share])}
        </td>
      ))}
      <td class="count">{time(shares.total)}</td>
    </>
  );
}

/** "12 घं 05 मि", as the table and the trail show a share. */
export function time(seconds: number): string {
  const { hours, minutes } = hoursAndMinutes(seconds);
  return hours ? t('hours_minutes', { hours: count(hours), minutes: count(minutes) }) : t('minutes_only', { minutes: count(minutes) });
}

/** What a stay was charged with, in a line: the desk's own time first. */
export function stayShares(shares: Shares): string {
  return present(shares)
    .map((share) => `${t(`share_${share}`)} ${time(shares[share])}`)
    .join(' · ');
}
