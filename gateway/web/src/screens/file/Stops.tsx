import { moment, words } from '../../i18n';
import { personName, signingPost } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import type { History } from './views';

const t = words({ hi, en });

/** The stopped clocks of a stay, each with who stopped it and why. */
export function Stops({ stops }: { stops: NonNullable<History['stops']> }) {
  return (
    <>
      {stops.map((stop) => (
        <div key={stop.id}>
          <span class="badge">{t(`share_${stop.reason}`)}</span> “{stop.remarks}”{' '}
          <span class="soft">
            {personName(stop.by.person)}, {signingPost(stop.by)} · {moment(stop.since)}
            {stop.resumed_at && ` – ${moment(stop.resumed_at)}`}
          </span>
        </div>
      ))}
    </>
  );
}
