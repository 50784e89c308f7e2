import { useState } from 'preact/hooks';
import { api, Refusal, type Schemas, view } from '../../api/client';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Text } from './Controls';
import en from './en.json';
import hi from './hi.json';
import { useSaving } from './useSaving';

const t = words({ hi, en });

interface Props {
  error: unknown;
  /** What was refused, as it is proposed. */
  act: Omit<Schemas['ProposeChange'], 'reason'>;
  done: () => void;
}

/** Why it was refused; where a second officer has to confirm it, the way to ask for that. */
export function TroubleOrProposal({ error, act, done }: Props) {
  const [reason, setReason] = useState('');
  const asking = useSaving(
    () => view(api.POST('/admin/proposals', { body: { ...act, reason } })),
    done,
    t('proposal_sent'),
  );
  const needsSecond = error instanceof Refusal && error.code === 'directory.second_person';
  return (
    <>
      <Trouble error={asking.trouble ?? error} />
      {needsSecond && (
        <div class="proposing">
          <Text
            label={t('proposal_reason')}
            hint={t('proposal_reason_hint')}
            maxLength={longest.reason}
            value={reason}
            error={asking.error('reason')}
            onInput={setReason}
          />
          <button type="button" class="main" disabled={asking.busy || !reason.trim()} onClick={() => void asking.run()}>
            {t('send_for_confirmation')}
          </button>
        </div>
      )}
    </>
  );
}
