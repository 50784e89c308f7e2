import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { useAttempt } from '../../acts/attempt';
import { day, moment, today, words } from '../../i18n';
import { Due, postName } from '../../parts/office/who';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { type Requisition, changed, may, spelt, titleOf, useRequisitions } from './views';

const t = words({ hi, en });
const DAY = 86_400_000;
const USUAL_DAYS = 15;
const ACTS = ['issue_paper_file', 'refuse_paper_requisition', 'withdraw_paper_requisition'] as const;
const PATHS = { issue_paper_file: 'issue', refuse_paper_requisition: 'refuse', withdraw_paper_requisition: 'withdraw' };
type Asked = { one: Requisition; act: (typeof ACTS)[number] } | null;

/** What the record room is asked for, and what this desk asked for. */
export function Requisitions() {
  const [asked, setAsked] = useState<Asked>(null);
  return (
    <>
      <List box="to_issue" onAsk={setAsked} />
      <List box="mine" onAsk={setAsked} />
      {asked && <Decide {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function List({ box, onAsk }: { box: 'to_issue' | 'mine'; onAsk: (asked: Asked) => void }) {
  const found = useRequisitions(box);
  if (!found.value) return found.error ? <Trouble error={found.error} again={() => void found.reload()} /> : <Waiting />;
  // A desk that keeps no record room is asked for nothing.
  if (box === 'to_issue' && found.value.length === 0) return null;
  return (
    <section aria-labelledby={`requisitions-${box}`}>
      <h2 id={`requisitions-${box}`}>{t(`requisitions_${box}`)}</h2>
      {found.value.length === 0 && <p class="soft">{t('no_requisitions')}</p>}
      <ul class="requisitions">
        {found.value.map((one) => (
          <li key={one.id} class="card">
            <p>
              <Link href={`/paper-files/${one.paper_id}`}>{titleOf(one)}</Link> <span class="soft">{spelt(one.barcode)}</span> {one.subject}
            </p>
            <p>
              {one.reason} <span class="soft">· {postName(one.asked_by.post)}, {moment(one.asked_at)}</span> {one.state === 'issued' && <Due on={one.return_on} />}
            </p>
            <div class="actions no-print">
              {ACTS.filter((act) => may(one, act)).map((act) => (
                <button key={act} type="button" onClick={() => onAsk({ one, act })}>
                  {t(act)}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decide({ one, act, onClose }: NonNullable<Asked> & { onClose: () => void }) {
  const attempt = useAttempt();
  const issues = act === 'issue_paper_file';
  async function send(said: string, on: string) {
    const body = issues ? { remarks: said, return_on: on } : { reason: said };
    const outcome = await attempt({
      kind: act,
      method: 'POST',
      path: `/paper-requisitions/${one.id}/${PATHS[act]}`,
      queue: one.paper_id,
      about: titleOf(one),
      body,
    });
    if (outcome.state === 'done') changed();
    return outcome;
  }
  const first = today(Date.now() + DAY);
  return (
    <ReasonDialog
      title={t(act)}
      about={`${titleOf(one)} · ${postName(one.asked_by.post)}`}
      doLabel={t(act)}
      done={t('done', { number: titleOf(one) })}
      {...(issues ? { day: { label: t('return_on'), hint: t('return_on_hint', { day: day(first) }), first, usual: today(Date.now() + USUAL_DAYS * DAY) } } : {})}
      send={send}
      onClose={onClose}
    />
  );
}
