import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { moment, momentOf, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Text } from './Controls';
import { type Charge, hasBegun } from './directory';
import en from './en.json';
import hi from './hi.json';
import { TroubleOrProposal } from './Proposing';
import { useSaving } from './useSaving';

const t = words({ hi, en });

interface Line {
  charge: Charge;
  /** Of the person where the post is known, of the post where the person is. */
  name: string;
}

function isOver({ held_until }: Charge): boolean {
  return Boolean(held_until && Date.parse(held_until) <= Date.now());
}

/** Charges with their dates; those that run can be ended. */
export function ChargeList({ lines, what }: { lines: Line[]; what: string }) {
  const [ending, setEnding] = useState<Line | null>(null);
  if (lines.length === 0) return <p class="soft">{t('no_charge')}</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('charges')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col">{t('charge_kind')}</th>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('until')}</th>
            <th scope="col">{t('do')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.charge.id} class={isOver(line.charge) ? 'soft' : undefined}>
              <th scope="row">{line.name}</th>
              <td>{t(`charge_${line.charge.kind}`)}</td>
              <td>{moment(line.charge.held_from)}</td>
              <td>{moment(line.charge.held_until) || t('open_end')}</td>
              <td>
                {isOver(line.charge) ? (
                  t('ended')
                ) : (
                  <button type="button" aria-label={t('end_charge_of', { name: line.name })} onClick={() => setEnding(line)}>
                    {t(hasBegun(line.charge) ? 'end_charge' : 'cancel_charge')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ending && <EndCharge line={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}

function EndCharge({ line, onClose }: { line: Line; onClose: () => void }) {
  const [at, setAt] = useState('');
  const when = momentOf(at);
  const saving = useSaving(
    () =>
      view(
        api.POST('/admin/charges/{charge_id}/relinquish', {
          params: { path: { charge_id: line.charge.id } },
          body: when ? { at: when } : {},
        }),
      ),
    onClose,
    t('charge_ended'),
  );
  return (
    <Dialog title={t('end_charge_of', { name: line.name })} onClose={onClose}>
      <form onSubmit={saving.run}>
        <p>{t('end_charge_note')}</p>
        <Text label={t('end_at')} hint={t('end_at_hint')} type="datetime-local" value={at} error={saving.error('at')} onInput={setAt} />
        <TroubleOrProposal
          error={saving.trouble}
          act={{ relinquish_charge: { charge_id: line.charge.id, ...(when ? { at: when } : {}) } }}
          done={onClose}
        />
        <div class="actions">
          <button class="danger" disabled={saving.busy}>
            {t('end_charge')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
