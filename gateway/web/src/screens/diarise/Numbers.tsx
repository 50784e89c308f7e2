import { useState } from 'preact/hooks';
import { Refusal, api, view } from '../../api/client';
import { day, number, words } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Trouble } from '../../parts/Trouble';
import { online } from '../../shell/line';
import { SIZE, forget, isAwaited, leftOf, numberOf, ownBlock, take } from './block';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** The numbers that this desk has for work without a line: how many are left, take some, return them. */
export function Numbers() {
  const block = ownBlock();
  const [busy, setBusy] = useState(false);
  const [returning, setReturning] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);

  async function ask(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    await take().catch(setTrouble);
    setBusy(false);
  }

  async function giveBack(reason: string) {
    if (!block) return { state: 'queued' } as const;
    try {
      const returned = await view(api.POST('/diary/blocks/{block_id}/return', { params: { path: { block_id: block.id } }, body: { reason } }));
      await forget(block);
      return { state: 'done', view: returned } as const;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Returned by an officer above, or over: it is of no more use here either.
      if (error.code === 'diary_block.returned') await forget(block);
      return { state: 'refused', trouble: error } as const;
    }
  }

  if (!block && !online.value) return null;
  return (
    <div class="numbers no-print">
      {block ? (
        <>
          <span>
            {t(online.value ? 'numbers_left' : 'numbers_in_use', {
              count: number(leftOf(block)),
              first: numberOf(block, block.next),
              day: day(block.expires_at),
            })}
          </span>{' '}
          {online.value && !isAwaited(block) && (
            <button type="button" class="plain" onClick={() => setReturning(true)}>
              {t('numbers_return')}
            </button>
          )}
        </>
      ) : (
        <button type="button" class="plain" disabled={busy} title={t('numbers_hint')} onClick={() => void ask()}>
          {t('numbers_take', { count: number(SIZE) })}
        </button>
      )}
      <Trouble error={trouble} />
      {returning && block && (
        <ReasonDialog
          title={t('numbers_return')}
          about={t('numbers_left', { count: number(leftOf(block)), first: numberOf(block, block.next), day: day(block.expires_at) })}
          doLabel={t('numbers_return')}
          done={t('numbers_returned')}
          send={giveBack}
          onClose={() => setReturning(false)}
        >
          <p class="soft">{t('numbers_return_hint')}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
