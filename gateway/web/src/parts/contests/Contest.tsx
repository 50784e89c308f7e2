import { useState } from 'preact/hooks';
import { type Schemas, Refusal, api, view } from '../../api/client';
import type { Attempt } from '../../acts/attempt';
import { moment, words } from '../../i18n';
import { personName, postName, signingPost } from '../office/who';
import { ReasonDialog } from '../ReasonDialog';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
export type Contest = Schemas['ContestView'];
const CHARGED = ['citizen', 'other_office', 'court', 'outage'] as const;
type Charged = (typeof CHARGED)[number];
const options = () => CHARGED.map((code) => ({ code, name: t(code) }));

/** What was contested, and what a superior said to it. */
export function ContestLine({ contest, onChange }: { contest: Contest; onChange: () => void }) {
  const [ruling, setRuling] = useState<'accept' | 'refuse' | null>(null);
  const { ruling: ruled } = contest;
  return (
    <div class="contest">
      <span class={ruled ? 'badge' : 'badge warn'}>{t(ruled ? (ruled.accepted ? 'accepted' : 'refused') : 'waits')}</span>{' '}
      {t('asked', { whom: t(contest.charge_to), since: moment(contest.since), until: moment(contest.until) })} “{contest.reason}”{' '}
      <span class="soft">
        {personName(contest.by.person)}, {signingPost(contest.by)} · {moment(contest.at)}
      </span>
      {ruled && (
        <div>
          {ruled.charge_to && t('charged', { whom: t(ruled.charge_to) })} “{ruled.reason}”{' '}
          <span class="soft">
            {personName(ruled.by.person)}, {signingPost(ruled.by)} · {moment(ruled.at)}
          </span>
        </div>
      )}
      {contest.allowed_actions?.includes('rule_on_contest') && (
        <div class="actions">
          <button type="button" onClick={() => setRuling('accept')}>
            {t('accept')}
          </button>
          <button type="button" onClick={() => setRuling('refuse')}>
            {t('refuse')}
          </button>
        </div>
      )}
      {ruling && <Rule contest={contest} accepted={ruling === 'accept'} onClose={() => setRuling(null)} onChange={onChange} />}
    </div>
  );
}

interface RuleProps {
  contest: Contest;
  accepted: boolean;
  onClose: () => void;
  onChange: () => void;
}

function Rule({ contest, accepted, onClose, onChange }: RuleProps) {
  const path = { contest_id: contest.id };
  const send = (reason: string, _day: string, chosen: string) =>
    sent(onChange, () =>
      view(
        api.POST('/contests/{contest_id}/ruling', {
          params: { path },
          body: { accepted, reason, ...(accepted && chosen && { charge_to: chosen as Charged }) },
        }),
      ),
    );
  return (
    <ReasonDialog
      title={t(accepted ? 'accept' : 'refuse')}
      about={`${contest.file_number} · ${postName(contest.post)} · ${contest.reason}`}
      doLabel={t(accepted ? 'accept' : 'refuse')}
      done={t('ruled')}
      {...(accepted && {
        choice: { label: t('charge_to'), open: t('as_asked', { whom: t(contest.charge_to) }), required: false, options: options() },
      })}
      send={send}
      onClose={onClose}
    />
  );
}

interface AskProps {
  fileId: string;
  about: string;
  serial: number;
  onClose: () => void;
  onChange: () => void;
}

/** Says that the time of a stay at one's own desk belongs to somebody else. */
export function AskContest({ fileId, about, serial, onClose, onChange }: AskProps) {
  const path = { file_id: fileId, serial };
  const send = (reason: string, _day: string, chosen: string) =>
    sent(onChange, () =>
      view(
        api.POST('/files/{file_id}/movements/{serial}/contests', {
          params: { path },
          body: { charge_to: chosen as Charged, reason },
        }),
      ),
    );
  return (
    <ReasonDialog
      title={t('contest')}
      about={about}
      doLabel={t('contest')}
      done={t('contested')}
      choice={{ label: t('charge_to'), open: t('choose'), required: true, options: options() }}
      send={send}
      onClose={onClose}
    />
  );
}

/** Both need the server at once: a queue would carry a ruling to a contest that was ruled on meanwhile. */
async function sent(onChange: () => void, send: () => Promise<Contest>): Promise<Attempt<Contest>> {
  try {
    const done = await send();
    onChange();
    return { state: 'done', view: done };
  } catch (error) {
    if (error instanceof Refusal) return { state: 'refused', trouble: error };
    return { state: 'refused', trouble: new Refusal(503, 'http.503', t('away_title'), t('away'), {}, []) };
  }
}
