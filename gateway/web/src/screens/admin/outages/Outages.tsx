import { useState } from 'preact/hooks';
import { type Schemas, api, every, view } from '../../../api/client';
import longest from '../../../api/longest.json';
import { either, localOf, moment, momentOf, words } from '../../../i18n';
import { Field } from '../../../parts/Field';
import { personName, signingPost } from '../../../parts/office/who';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { useView } from '../../../store/views';
import { Choice, SaveButtons } from '../Controls';
import { useOffices } from '../../../parts/office/places';
import { useSaving } from '../useSaving';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
type Outage = Schemas['OutageView'];
const PART = 200;
const MOST = 400;

/** Times in which nobody could work: declared here, or measured by the platform; credited to every desk concerned. */
export function Outages() {
  const outages = useView('admin:outages', () =>
    every((cursor) => view(api.GET('/outages', { params: { query: { limit: PART, ...(cursor && { cursor }) } } })), MOST),
  ).value;
  return (
    <section>
      <p>{t('hint')}</p>
      <Declare />
      {!outages.value && (outages.error ? <Trouble error={outages.error} again={() => void outages.reload()} /> : <Waiting />)}
      {outages.value?.length === 0 && <p>{t('none')}</p>}
      {outages.value && outages.value.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('outages')}>
          <table>
            <thead>
              <tr>
                {(['since', 'until', 'office', 'reason', 'recorded'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {outages.value.map((outage) => (
                <Line key={outage.id} outage={outage} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Declare() {
  const offices = useOffices();
  const [office, setOffice] = useState('');
  const [times, setTimes] = useState({ since: '', until: '' });
  const [reason, setReason] = useState('');
  const latest = localOf(new Date().toISOString());
  const saving = useSaving(
    () =>
      view(
        api.POST('/outages', {
          body: {
            since: momentOf(times.since) ?? '',
            until: momentOf(times.until) ?? '',
            reason: reason.trim(),
            ...(office && { office_id: office }),
          },
        }),
      ),
    () => {
      setTimes({ since: '', until: '' });
      setReason('');
    },
    t('saved'),
  );
  return (
    <form class="card" onSubmit={saving.run}>
      <h2>{t('declare')}</h2>
      <div class="actions">
        {(['since', 'until'] as const).map((name) => (
          <Field key={name} label={t(name)} error={saving.error(name)}>
            {(attributes) => (
              <input
                {...attributes}
                type="datetime-local"
                required
                max={latest}
                value={times[name]}
                onInput={({ currentTarget }) => setTimes({ ...times, [name]: currentTarget.value })}
              />
            )}
          </Field>
        ))}
        <Choice
          label={t('office')}
          value={office}
          options={[['', t('all_offices')], ...(offices.value ?? []).map((each): [string, string] => [each.id, either(each.name_hi, each.name_en)])]}
          onPick={setOffice}
        />
      </div>
      <Reason value={reason} onInput={setReason} error={saving.error('reason')} />
      <Trouble error={saving.trouble} />
      <SaveButtons busy={saving.busy} />
    </form>
  );
}

function Reason({ value, onInput, error }: { value: string; onInput: (value: string) => void; error: string | undefined }) {
  return (
    <Field label={t('reason')} error={error}>
      {(attributes) => (
        <input {...attributes} required maxLength={longest.reason} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
      )}
    </Field>
  );
}

function Line({ outage }: { outage: Outage }) {
  const [withdrawing, setWithdrawing] = useState(false);
  return (
    <tr>
      <td>{moment(outage.since)}</td>
      <td>{moment(outage.until)}</td>
      <td>{outage.office_id ? either(outage.office_hi, outage.office_en) : t('all_offices')}</td>
      <td>{outage.kind === 'measured' ? t('measured') : outage.reason}</td>
      <td>
        {outage.by ? `${personName(outage.by.person)}, ${signingPost(outage.by)} · ` : ''}
        {moment(outage.recorded_at)}
        {outage.withdrawn_by && (
          <div>
            <span class="badge">{t('withdrawn')}</span> “{outage.withdrawn_reason}”{' '}
            <span class="soft">
              {personName(outage.withdrawn_by.person)} · {moment(outage.withdrawn_at)}
            </span>
          </div>
        )}
        {outage.allowed_actions?.includes('withdraw_outage') && !withdrawing && (
          <button type="button" class="plain" onClick={() => setWithdrawing(true)}>
            {t('withdraw')}
          </button>
        )}
        {withdrawing && <Withdraw outage={outage} onClose={() => setWithdrawing(false)} />}
      </td>
    </tr>
  );
}

function Withdraw({ outage, onClose }: { outage: Outage; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const saving = useSaving(
    () =>
      view(
        api.POST('/outages/{outage_id}/withdraw', { params: { path: { outage_id: outage.id } }, body: { reason: reason.trim() } }),
      ),
    onClose,
    t('withdrawn'),
  );
  return (
    <form onSubmit={saving.run}>
      <Reason value={reason} onInput={setReason} error={saving.error('reason')} />
      <Trouble error={saving.trouble} />
      <div class="actions">
        <button disabled={saving.busy}>{t('withdraw')}</button>
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
