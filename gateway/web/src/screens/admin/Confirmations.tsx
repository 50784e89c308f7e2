import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { api, type Schemas, view } from '../../api/client';
import longest from '../../api/longest.json';
import { either, moment, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { Text } from './Controls';
import en from './en.json';
import hi from './hi.json';
import { useSaving } from './useSaving';

const t = words({ hi, en });
type Proposal = Schemas['ProposalView'];
type Change = Schemas['ChangeView'];
type Named = Schemas['NamedPersonView'];
type Action = NonNullable<Proposal['allowed_actions']>[number];

const nameOf = (person: Named | null | undefined) => (person ? either(person.name_hi, person.name_en) : '');

/**
 * What waits for a second officer, and how it ended: seen by those who keep the directory and those concerned.
 * A message leads here with the number of its proposal, which may have been settled since.
 */
export function Confirmations() {
  const wanted = useSearchParams()[0].get('number');
  const [chosen, setPending] = useState<boolean | null>(null);
  const pending = chosen ?? wanted === null;
  const [open, setOpen] = useState<{ proposal: Proposal; action: Action } | null>(null);
  const list = useView(`admin:proposals:${pending}`, () =>
    view(api.GET('/admin/proposals', { params: { query: { pending, limit: 100 } } })),
  ).value;
  const items = list.value?.items ?? [];
  return (
    <>
      <p class="soft">{t('confirmations_note')}</p>
      <label class="check">
        <input type="checkbox" checked={pending} onChange={(event) => setPending(event.currentTarget.checked)} />
        {t('only_pending')}
      </label>
      <Trouble error={list.error} again={() => void list.reload()} />
      {!list.value && !list.error && <Waiting />}
      {list.value && items.length === 0 && <p role="status">{t(pending ? 'no_proposals' : 'no_proposals_at_all')}</p>}
      <ul class="proposals">
        {items.map((proposal) => (
          <Item key={proposal.id} isWanted={proposal.number === wanted}>
            <h2>
              {t('proposal', { number: proposal.number })}: {t(`act_${proposal.act}`)}
            </h2>
            <Shown proposal={proposal} />
            <div class="actions">
              {(proposal.allowed_actions ?? []).map((action) => (
                <button
                  key={action}
                  type="button"
                  class={action === 'confirm_proposal' ? 'main' : undefined}
                  aria-label={`${t(action)}: ${t('proposal', { number: proposal.number })}`}
                  onClick={() => setOpen({ proposal, action })}
                >
                  {t(action)}
                </button>
              ))}
            </div>
          </Item>
        ))}
      </ul>
      {open?.action === 'confirm_proposal' && <Confirm proposal={open.proposal} onClose={() => setOpen(null)} />}
      {open?.action === 'refuse_proposal' && <Refuse proposal={open.proposal} onClose={() => setOpen(null)} />}
      {open?.action === 'withdraw_proposal' && <Withdraw proposal={open.proposal} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The one that a message led to is brought into view and marked. */
function Item({ isWanted, children }: { isWanted: boolean; children: ComponentChildren }) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isWanted) item.current?.focus();
  }, [isWanted]);
  return (
    <li ref={item} tabIndex={isWanted ? -1 : undefined} aria-current={isWanted ? 'true' : undefined}>
      {children}
    </li>
  );
}

function Shown({ proposal }: { proposal: Proposal }) {
  const { post, person, changes = [] } = proposal;
  return (
    <dl class="facts">
      {post && <Fact name={t('post')} value={either(post.designation_hi, post.designation_en)} />}
      {person && <Fact name={t('person')} value={nameOf(person)} />}
      {changes.map((change) => (
        <Fact key={change.field} name={fieldName(change)} value={changeOf(change)} />
      ))}
      <Fact name={t('proposal_reason')} value={proposal.reason} />
      <Fact name={t('proposed_by')} value={`${nameOf(proposal.proposed_by)}, ${moment(proposal.proposed_at)}`} />
      <Fact name={t('proposal_state')} value={stateOf(proposal)} />
      {proposal.remarks && <Fact name={t('proposal_remarks')} value={proposal.remarks} />}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function stateOf({ state, settled_by, settled_at, lapses_at }: Proposal): string {
  const name = nameOf(settled_by) || t('server_operator');
  return t(`proposal_${state}`, { until: moment(lapses_at), name, at: moment(settled_at) });
}

type Word = Parameters<typeof t>[0];

/** The word where there is one: a newer server may name a field or value that this page does not know. */
function known(key: string, otherwise: string): string {
  return key in en ? t(key as Word) : otherwise;
}

function fieldName({ field }: Change): string {
  return known(`change_${field}`, field);
}

/** From what to what; a value that falls away leaves a dash. */
function changeOf(change: Change): string {
  const [before, after] = [said(change, change.before), said(change, change.after)];
  return before ? `${before} → ${after || '—'}` : after;
}

function said({ field }: Change, value: string): string {
  if (field === 'roles') return value.split(', ').filter(Boolean).map((role) => known(`role_${role}`, role)).join(', ');
  if (field === 'kind') return known(`charge_${value}`, value);
  if (field === 'held_from' || field === 'held_until') return value ? moment(value) : '';
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'yes' : 'no');
  return value;
}

interface Asked {
  proposal: Proposal;
  onClose: () => void;
}

const titleOf = (action: Action, { number, act }: Proposal) =>
  `${t(action)}: ${t('proposal', { number })}, ${t(`act_${act}`)}`;

/** The second officer's word; a one-time password is shown here and nowhere else. */
function Confirm({ proposal, onClose }: Asked) {
  const [password, setPassword] = useState<string | null>(null);
  const path = { proposal_id: proposal.id };
  const saving = useSaving(
    () => view(api.POST('/admin/proposals/{proposal_id}/confirm', { params: { path }, body: {} })),
    (done) => (done.one_time_password ? setPassword(done.one_time_password) : onClose()),
    t('proposal_done'),
  );
  return (
    <Dialog title={titleOf('confirm_proposal', proposal)} onClose={onClose}>
      <Shown proposal={proposal} />
      {password === null ? (
        <>
          <p>{t('confirm_ask')}</p>
          <Trouble error={saving.trouble} />
          <div class="actions">
            <button type="button" class="main" disabled={saving.busy} onClick={() => void saving.run()}>
              {t('confirm_proposal')}
            </button>
          </div>
        </>
      ) : (
        <div role="status">
          <p class="one-time">{password}</p>
          <p>{t('password_told')}</p>
        </div>
      )}
    </Dialog>
  );
}

function Refuse({ proposal, onClose }: Asked) {
  const [remarks, setRemarks] = useState('');
  const path = { proposal_id: proposal.id };
  const saving = useSaving(
    () => view(api.POST('/admin/proposals/{proposal_id}/refuse', { params: { path }, body: { remarks } })),
    onClose,
    t('proposal_refused_said'),
  );
  return (
    <Dialog title={titleOf('refuse_proposal', proposal)} onClose={onClose}>
      <form onSubmit={saving.run}>
        <Text label={t('refuse_why')} required maxLength={longest.reason} value={remarks} error={saving.error('remarks')} onInput={setRemarks} />
        <Trouble error={saving.trouble} />
        <div class="actions">
          <button class="danger" disabled={saving.busy || !remarks.trim()}>
            {t('refuse_proposal')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Withdraw({ proposal, onClose }: Asked) {
  const path = { proposal_id: proposal.id };
  const saving = useSaving(
    () => view(api.POST('/admin/proposals/{proposal_id}/withdraw', { params: { path }, body: {} })),
    onClose,
    t('proposal_back_said'),
  );
  return (
    <Dialog title={titleOf('withdraw_proposal', proposal)} onClose={onClose}>
      <Shown proposal={proposal} />
      <Trouble error={saving.trouble} />
      <div class="actions">
        <button type="button" class="danger" disabled={saving.busy} onClick={() => void saving.run()}>
          {t('withdraw_proposal')}
        </button>
      </div>
    </Dialog>
  );
}
